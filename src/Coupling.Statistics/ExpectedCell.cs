namespace Coupling.Statistics;

/// <summary>One cell of a goodness-of-fit test: one item, or several pooled.</summary>
/// <param name="Observed">Samples in the cell.</param>
/// <param name="Expected">Samples expected there.</param>
internal readonly record struct ExpectedCell(long Observed, double Expected)
{
    /// <summary>
    /// The cells of <see cref="GoodnessOfFit.Test"/>. Item i is expected probabilities[i]·<paramref name="scale"/>
    /// times; items of probability zero belong to no cell.
    /// </summary>
    public static List<ExpectedCell> Pool(ReadOnlySpan<long> counts, ReadOnlySpan<double> probabilities, double scale)
    {
        var cells = new List<ExpectedCell>();
        var open = default(ExpectedCell);
        foreach (int item in ByFallingProbability(probabilities))
        {
            if (probabilities[item] == 0)
            {
                break;
            }

            // An item expected often enough closes its cell at once, so it stands alone: the order is falling, and
            // nothing is pooled before it.
            open = new(open.Observed + counts[item], open.Expected + (probabilities[item] * scale));
            if (open.Expected >= GoodnessOfFit.MinimumExpectation)
            {
                cells.Add(open);
                open = default;
            }
        }

        if (cells.Count == 0)
        {
            return [open];
        }

        ExpectedCell last = cells[^1];
        cells[^1] = new(last.Observed + open.Observed, last.Expected + open.Expected);
        return cells;
    }

    private static int[] ByFallingProbability(ReadOnlySpan<double> probabilities)
    {
        double[] keys = new double[probabilities.Length];
        int[] items = new int[probabilities.Length];
        for (int item = 0; item < items.Length; item++)
        {
            keys[item] = -probabilities[item];
            items[item] = item;
        }

        Array.Sort(keys, items);

        // The sort is not stable: put the items of each tie back in order.
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            Array.Sort(items, start, end - start);
            start = end;
        }

        return items;
    }
}
