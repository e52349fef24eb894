using Coupling.Cli.Topology;
using Coupling.Distributions;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;
using Grpc.Core;

namespace Coupling.Cli.Commands;

/// <summary>What ended a session with the services, as a user is told of it.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Message">A line.</param>
internal sealed record SessionFault(int Code, string Message)
{
    /// <summary>Null for a defect of this program.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="isInterrupted">Whether the user wanted it to end.</param>
    public static SessionFault? Of(Exception fault, bool isInterrupted) => fault switch
    {
        OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled } when isInterrupted => new SessionFault(ExitCode.Interrupted, "interrupted"),
        ServiceStartException => new SessionFault(ExitCode.Unavailable, fault.Message),
        UsageException => new SessionFault(ExitCode.Usage, fault.Message),
        BadDataException => new SessionFault(ExitCode.BadData, fault.Message),
        RpcException status => Of(status),
        _ => null,
    };

    private static SessionFault Of(RpcException fault) => fault switch
    {
        _ when TlsFault.Of(fault) is { } refused => new SessionFault(ExitCode.BadData, $"coordinator: {refused}"),
        { StatusCode: StatusCode.InvalidArgument or StatusCode.AlreadyExists or StatusCode.ResourceExhausted or StatusCode.PermissionDenied } => new SessionFault(ExitCode.Usage, fault.Status.Detail),

        // What the library says of a connection that broke is about itself, not for a user.
        _ => new SessionFault(ExitCode.Unavailable, $"coordinator: {fault.StatusCode}: it cannot be reached, or went away"),
    };
}
