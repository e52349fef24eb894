namespace Coupling.Link;

/// <summary>Bytes that the link took from (In) and gave to (Out) one party over one leg.</summary>
/// <remarks>
/// In counts after the read, Out before the write: what goes out was in before, and what the party takes was out before,
/// at every moment. Both are exact at a barrier and after an orderly end; on a leg that broke, Out may include bytes
/// that never left.
/// </remarks>
public sealed class LegCounters
{
    private long taken;
    private long given;

    /// <summary>Bytes received from the party.</summary>
    public long In => Interlocked.Read(ref taken);

    /// <summary>Bytes handed to the socket towards the party.</summary>
    public long Out => Interlocked.Read(ref given);

    internal void AddIn(long bytes) => Interlocked.Add(ref taken, bytes);

    internal void AddOut(long bytes) => Interlocked.Add(ref given, bytes);
}
