using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Protocols;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Coupling.Wire.Hosting;

/// <summary>Gives every fault of a service the status that tells the caller what to do about it, and its message.</summary>
public sealed class FaultInterceptor : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        Guard(() => continuation(request, context), context);

    /// <inheritdoc/>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(() => continuation(requestStream, context), context);

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(() => Void(continuation(request, responseStream, context)), context);

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(() => Void(continuation(requestStream, responseStream, context)), context);

    private static async Task<bool> Void(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }

    private static async Task<T> Guard<T>(Func<Task<T>> call, ServerCallContext context)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw new RpcException(new Status(CodeOf(fault, context), fault.Message), fault.Message);
        }
    }

    private static StatusCode CodeOf(Exception fault, ServerCallContext context) => fault switch
    {
        BadDataException or UnknownModeException => StatusCode.InvalidArgument,
        WireProtocolException => StatusCode.Aborted,
        TimeoutException => StatusCode.DeadlineExceeded,
        OperationCanceledException when context.CancellationToken.IsCancellationRequested => StatusCode.Cancelled,
        IOException => StatusCode.Unavailable,
        _ => StatusCode.Internal,
    };
}
