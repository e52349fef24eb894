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

    public SessionMeter Session { get; } = new();

    /// <summary>The lease's one connection has come into being.</summary>
    public void Connected(ByteMeter meter, string from)
    {
        connectionFrom = from;
        socket = meter;
    }

    public void EndedInOrder() => endedInOrder = true;

    public WireMeters Read() => new()
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
