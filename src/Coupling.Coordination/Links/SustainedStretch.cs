namespace Coupling.Coordination.Links;

/// <summary>
/// The part of a rounds phase in which as many batches were under way as may be: without the first ones, which find the link empty, and
/// without the last ones, which leave it so. However short a phase is, what is done a second in it does not depend on its length.
/// </summary>
/// <param name="inFlight">Batches that may be under way at once, at least 1.</param>
internal sealed class SustainedStretch(int inFlight)
{
    private readonly Queue<Commit> late = [];
    private Commit? first;

    /// <summary>Something was committed.</summary>
    /// <param name="batches">Committed since the phase began.</param>
    /// <param name="rounds">Likewise.</param>
    /// <param name="seconds">Since it began.</param>
    public void Add(long batches, long rounds, double seconds)
    {
        var commit = new Commit(batches, rounds, seconds);
        if (first is null && batches >= inFlight)
        {
            first = commit;
        }

        // The stretch ends with the last commit after which as many batches as may be are still to come.
        late.Enqueue(commit);
        while (late.Skip(1).FirstOrDefault() is { } next && next.Batches <= batches - inFlight)
        {
            late.Dequeue();
        }
    }

    /// <summary>Its rounds and seconds once the phase has ended; both 0 if it never came to that.</summary>
    public (long Rounds, double Seconds) Total => first is { } begin && late.TryPeek(out Commit? end) && late.Last().Batches - end.Batches >= inFlight && end.Batches > begin.Batches
        ? (end.Rounds - begin.Rounds, end.Seconds - begin.Seconds)
        : (0, 0);

    private sealed record Commit(long Batches, long Rounds, double Seconds);
}
