namespace Coupling.Sampling;

/// <summary>What was drawn for aligned blocks of rounds that are still needed.</summary>
/// <param name="capacity">How many are kept; of more, those used last.</param>
/// <param name="log2Rounds">Log₂ of a block's rounds.</param>
/// <param name="draw">Draws a block, given its first round, into what another one has left, or null.</param>
internal sealed class RoundBlocks<T>(int capacity, int log2Rounds, Func<long, T?, T> draw)
    where T : class
{
    // The last used first.
    private readonly List<Kept> kept = new(capacity);

    // What was left last is still in the processor's cache: it is used again first.
    private readonly Stack<T> left = new();

    /// <summary>The block of a round.</summary>
    public T At(long round)
    {
        long block = round >> log2Rounds;
        return kept.Count > 0 && kept[0].Block == block ? kept[0].Drawn : Find(block);
    }

    /// <summary>Rounds that will hardly be asked for again. A block is forgotten when it has heard so of all its rounds.</summary>
    public void Release(RoundRange rounds)
    {
        for (long round = rounds.First; round < rounds.End;)
        {
            long block = round >> log2Rounds;
            long next = Math.Min(rounds.End, (block + 1) << log2Rounds);
            int place = kept.FindIndex(entry => entry.Block == block);
            if (place >= 0 && (kept[place].Released += next - round) >= 1L << log2Rounds)
            {
                Forget(place);
            }

            round = next;
        }
    }

    private T Find(long block)
    {
        int place = kept.FindIndex(entry => entry.Block == block);
        Kept found;
        if (place >= 0)
        {
            found = kept[place];
            kept.RemoveAt(place);
        }
        else
        {
            if (kept.Count == capacity)
            {
                Forget(capacity - 1);
            }

            found = new Kept(block, draw(block << log2Rounds, left.TryPop(out T? spare) ? spare : null));
        }

        kept.Insert(0, found);
        return found.Drawn;
    }

    private void Forget(int place)
    {
        left.Push(kept[place].Drawn);
        kept.RemoveAt(place);
    }

    private sealed class Kept(long block, T drawn)
    {
        public long Block => block;

        public T Drawn => drawn;

        public long Released { get; set; }
    }
}
