namespace Coupling.Coordination.Links;

/// <summary>
/// The part of a rounds phase in which as many batches were under way as may be: without the first ones, which find the link empty, and
/// without the last ones, which leave it so, and without the time in which code is still compiled. However short a phase is, what is done a second in it does not depend on its length.
/// </summary>
/// <param name="inFlight">Batches that may be under way at once, at least 1.</param>
/// <param name="warmSeconds">It begins no earlier, from the beginning of the phase.</param>
internal sealed class SustainedStretch(int inFlight, double warmSeconds = 0)
{
    /// <summary>What is committed within so many seconds has come in one message; only all of it belongs to that moment.</summary>
    private const double OneMoment = 0.005;

    private readonly Queue<Commit> late = [];
    private Commit? first;
    private Commit? current;
    private double currentBegan;

    /// <summary>Something was committed.</summary>
    /// <param name="batches">Committed since the phase began.</param>
    /// <param name="rounds">Likewise.</param>
    /// <param name="seconds">Since it began.</param>
    public void Add(long batches, long rounds, double seconds)
    {
        if (current is null || seconds - currentBegan > OneMoment)
        {
            Close();
            currentBegan = seconds;
        }

        current = new Commit(batches, rounds, seconds);
    }

    /// <summary>The phase has ended: the rounds and seconds of the stretch; both 0 if it never came to that.</summary>
    public (long Rounds, double Seconds) End()
    {
        Close();
        return first is { } begin && current is { } last && late.TryPeek(out Commit? end) && last.Batches - end.Batches >= inFlight && end.Batches > begin.Batches
            ? (end.Rounds - begin.Rounds, end.Seconds - begin.Seconds)
            : (0, 0);
    }

    private void Close()
    {
        if (current is null)
        {
            return;
        }

        if (first is null && current.Batches >= inFlight && current.Seconds >= warmSeconds)
        {
            first = current;
        }

        // The stretch ends with the last commit after which as many batches as may be are still to come.
        late.Enqueue(current);
        while (late.Skip(1).FirstOrDefault() is { } next && next.Batches <= current.Batches - inFlight)
        {
            late.Dequeue();
        }
    }

    private sealed record Commit(long Batches, long Rounds, double Seconds);
}
