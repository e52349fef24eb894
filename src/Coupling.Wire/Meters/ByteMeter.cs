namespace Coupling.Wire.Meters;

/// <summary>
/// Counts the socket bytes of one TCP connection, as one end of it sees them. Safe from any thread.
/// </summary>
/// <remarks>
/// A byte counts as sent when it is handed down, before the write, and as received once it has come up. So
/// received ≤ sent holds at every moment, also on a connection that breaks in the middle of a write; at a barrier
/// (both sides silent) the two are equal.
/// </remarks>
public sealed class ByteMeter
{
    private long sent;
    private long received;

    /// <summary>Bytes handed down to the socket so far.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Bytes taken from the socket so far.</summary>
    public long Received => Interlocked.Read(ref received);

    public void AddSent(long bytes) => Interlocked.Add(ref sent, bytes);

    public void AddReceived(long bytes) => Interlocked.Add(ref received, bytes);

    /// <summary>Both counts. They are read one after the other: only at a barrier do they belong together.</summary>
    public MeterSnapshot Snapshot() => new(Sent, Received);
}
