using System.Diagnostics;

namespace Coupling.Coordination.Store;

/// <summary>
/// When what was committed in memory is stored: after 250 ms, but never so often that storing takes more than a twentieth of
/// the time (the counts of a large alphabet are a large row).
/// </summary>
internal sealed class CommitRhythm
{
    private const int LeastRest = 20;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private long storedAt = Stopwatch.GetTimestamp();
    private TimeSpan lastTook;

    public bool IsDue
    {
        get
        {
            TimeSpan since = Stopwatch.GetElapsedTime(storedAt);
            return since >= Period && since >= LeastRest * lastTook;
        }
    }

    public void Stored(TimeSpan took)
    {
        lastTook = took;
        storedAt = Stopwatch.GetTimestamp();
    }
}
