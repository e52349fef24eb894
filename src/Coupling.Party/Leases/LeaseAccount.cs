using Coupling.Wire.Meters;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>What one party meters for one lease.</summary>
internal sealed class LeaseAccount(Lease lease)
{
    private volatile ByteMeter? socket;
    private volatile string connectionFrom = string.Empty;
    private volatile bool endedInOrder;
    private volatile Func<KernelCounts?>? readKernel;

    public SessionMeter Session { get; } = new();

    /// <summary>The lease's one connection has come into being.</summary>
    /// <param name="meter">Its socket bytes.</param>
    /// <param name="from">The address from which Alice's connection comes.</param>
    /// <param name="kernel">Asks the kernel for its counts.</param>
    public void Connected(ByteMeter meter, string from, Func<KernelCounts?> kernel)
    {
        readKernel = kernel;
        connectionFrom = from;
        socket = meter;
    }

    public void EndedInOrder() => endedInOrder = true;

    public WireMeters Read()
    {
        WireMeters meters = ReadOwn();
        if (readKernel?.Invoke() is { } kernel)
        {
            meters.KernelBytesSent = (ulong)kernel.Sent;
            meters.KernelBytesReceived = (ulong)kernel.Received;
        }

        return meters;
    }

    private WireMeters ReadOwn() => new()
    {
        Mode = lease.Mode,
        Attempt = lease.Attempt,
        PayloadBitsSent = (ulong)Session.PayloadBitsSent,
        PayloadBitsReceived = (ulong)Session.PayloadBitsReceived,
        MessageBytesSent = (ulong)Session.MessageBytesSent,
        MessageBytesReceived = (ulong)Session.MessageBytesReceived,
        SocketBytesSent = (ulong)(socket?.Sent ?? 0),
        SocketBytesReceived = (ulong)(socket?.Received ?? 0),
        Connections = socket is null ? 0u : 1u,
        ConnectionFrom = connectionFrom,
        EndedInOrder = endedInOrder,
    };
}
