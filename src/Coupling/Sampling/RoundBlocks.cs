namespace Coupling.Sampling;

/// <summary>What was drawn for the aligned blocks of rounds that were used last.</summary>
/// <param name="capacity">How many are kept.</param>
/// <param name="log2Rounds">Log₂ of a block's rounds.</param>
/// <param name="draw">Draws a block, given its first round, into what another one has left, or null.</param>
internal sealed class RoundBlocks<T>(int capacity, int log2Rounds, Func<long, T?, T> draw)
    where T : class
{
    // The last used first.
    private readonly List<(long Block, T Drawn)> kept = new(capacity);

    /// <summary>The block of a round.</summary>
    public T At(long round)
    {
        long block = round >> log2Rounds;
        if (kept.Count > 0 && kept[0].Block == block)
        {
            return kept[0].Drawn;
        }

        int place = kept.FindIndex(entry => entry.Block == block);
        T? left = null;
        if (place < 0 && kept.Count == capacity)
        {
            left = kept[^1].Drawn;
            kept.RemoveAt(kept.Count - 1);
        }

        (long, T) found = place < 0 ? (block, draw(block << log2Rounds, left)) : kept[place];
        if (place >= 0)
        {
            kept.RemoveAt(place);
        }

        kept.Insert(0, found);
        return found.Item2;
    }
}
