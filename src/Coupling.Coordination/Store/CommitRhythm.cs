using System.Diagnostics;

namespace Coupling.Coordination.Store;

/// <summary>
/// When what was committed in memory is stored: after 250 ms or 2¹⁶ rounds, but never so often that storing takes more than
/// a twentieth of the time (the counts of a large alphabet are a large row).
/// </summary>
internal sealed class CommitRhythm
{
    private const long MostRounds = 1 << 16;
    private const int LeastRest = 20;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private long storedAt = Stopwatch.GetTimestamp();
    private TimeSpan lastTook;
    private long storedRounds;

    public bool IsDue(long rounds)
    {
        TimeSpan since = Stopwatch.GetElapsedTime(storedAt);
        return (since >= Period || rounds - storedRounds >= MostRounds) && since >= LeastRest * lastTook;
    }

    public void Stored(long rounds, TimeSpan took)
    {
        storedRounds = rounds;
        lastTook = took;
        storedAt = Stopwatch.GetTimestamp();
    }
}
