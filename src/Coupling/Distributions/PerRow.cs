namespace Coupling.Distributions;

/// <summary>
/// What a sampler has prepared for the rows of its rounds. The rows that were used last stay prepared, so that batches under way on
/// both sides of a change of rows do not prepare anew in turns; how many depends on n, 2 to 16. Not for several threads.
/// </summary>
internal sealed class PerRow<T>(IRows rows, Func<Row, T> prepare)
    where T : class
{
    /// <summary>About what stays prepared, if two rows are not more.</summary>
    private const long BudgetBytes = 16 << 20;

    /// <summary>Per item: the row's weight and what the samplers here make of it.</summary>
    private const long BytesPerItem = 32;
    private const int Fewest = 2;
    private const int Most = 16;

    // The last used first.
    private readonly List<(Row Row, T Prepared)> kept = [];

    /// <summary>How many rows stay prepared.</summary>
    public int Capacity { get; } = (int)Math.Clamp(BudgetBytes / (BytesPerItem * rows.AlphabetSize), Fewest, Most);

    /// <summary>How many are.</summary>
    public int Count => kept.Count;

    public T At(long round)
    {
        Row row = rows.RowAt(round);
        if (kept.Count > 0 && ReferenceEquals(kept[0].Row, row))
        {
            return kept[0].Prepared;
        }

        int place = kept.FindIndex(entry => ReferenceEquals(entry.Row, row));
        if (place < 0 && kept.Count == Capacity)
        {
            // Before the new one is prepared: never more than Capacity at once.
            kept.RemoveAt(kept.Count - 1);
        }

        (Row Row, T Prepared) found = place < 0 ? (row, prepare(row)) : kept[place];
        if (place >= 0)
        {
            kept.RemoveAt(place);
        }

        kept.Insert(0, found);
        return found.Prepared;
    }
}
