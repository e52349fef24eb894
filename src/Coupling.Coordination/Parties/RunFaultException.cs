using Coupling.Wire.Security;
using Grpc.Core;

namespace Coupling.Coordination.Parties;

/// <summary>A run cannot go on. The message can be shown to the user as it is.</summary>
#pragma warning disable CA1032, CA1064 // Never thrown without saying whose fault it is; caught inside this assembly only.
internal sealed class RunFaultException : Exception
#pragma warning restore CA1032, CA1064
{
    public RunFaultException(RunFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    public RunFault Fault { get; }

    /// <summary>What a party's status means for the run.</summary>
    public static RunFaultException Of(string party, RpcException status) => TlsFault.Of(status) is { } refused
        ? new(RunFault.BadData, $"{party}: {refused}", status)
        : new(
        status.StatusCode == StatusCode.InvalidArgument ? RunFault.BadData : RunFault.Unavailable,
        status.StatusCode == StatusCode.InvalidArgument
            ? $"{party}: {status.Status.Detail}"
            : $"{party}: {status.StatusCode}: {status.Status.Detail}",
        status);
}
