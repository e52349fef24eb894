using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Coupling.Wire.Security;

/// <summary>Which role may call which method; what is not listed is denied.</summary>
/// <remarks>Asked only where peers show certificates: over plain text on loopback a caller has no name.</remarks>
public sealed class RoleInterceptor : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Require(context);
        return base.UnaryServerHandler(request, context, continuation);
    }

    /// <inheritdoc/>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Require(context);
        return base.ClientStreamingServerHandler(requestStream, context, continuation);
    }

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Require(context);
        return base.ServerStreamingServerHandler(request, responseStream, context, continuation);
    }

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Require(context);
        return base.DuplexStreamingServerHandler(requestStream, responseStream, context, continuation);
    }

    private static void Require(ServerCallContext context)
    {
        if (!context.GetHttpContext().Request.IsHttps)
        {
            return;
        }

        PeerRole? caller = context.GetHttpContext().Connection.ClientCertificate is { } certificate ? PeerCheck.RoleOf(certificate) : null;
        IReadOnlyList<PeerRole> allowed = RoleMap.Allowed(context.Method);
        if (caller is not { } role || !allowed.Contains(role))
        {
            string name = caller is { } known ? RoleName.Text(known) : "a caller without a role";
            string others = allowed.Count == 0 ? "nobody" : string.Join(", ", allowed.Select(RoleName.Text));
            throw new RpcException(new Status(StatusCode.PermissionDenied, $"{context.Method}: called by {name} (allowed: {others})"));
        }
    }
}
