namespace Coupling.Models;

/// <summary>The order of items by weight: the larger first, of equal ones the lower number first.</summary>
internal static class LargestWeights
{
    /// <summary>The largest weight.</summary>
    public static double First(ReadOnlySpan<double> weights)
    {
        double largest = 0;
        foreach (double weight in weights)
        {
            largest = weight > largest ? weight : largest;
        }

        return largest;
    }

    /// <summary>The first <paramref name="count"/> items in that order; as a set, in the order of their numbers. Takes a time of O(n).</summary>
    /// <param name="weights">n of them.</param>
    /// <param name="count">1..n.</param>
    public static int[] Select(ReadOnlySpan<double> weights, int count)
    {
        if (count == weights.Length)
        {
            return [.. Enumerable.Range(0, count)];
        }

        double threshold = FromTop(weights.ToArray(), count);
        int above = 0;
        foreach (double weight in weights)
        {
            above += weight > threshold ? 1 : 0;
        }

        int[] items = new int[count];
        int ties = count - above;
        int end = 0;
        for (int item = 0; item < weights.Length && end < count; item++)
        {
            if (weights[item] > threshold || (weights[item] == threshold && ties-- > 0))
            {
                items[end++] = item;
            }
        }

        return items;
    }

    /// <summary>Puts items into that order.</summary>
    public static void Sort(int[] items, ReadOnlySpan<double> weights)
    {
        (double Weight, int Item)[] keyed = new (double, int)[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            keyed[i] = (-weights[items[i]], items[i]);
        }

        Array.Sort(keyed);
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = keyed[i].Item;
        }
    }

    // Hoare's selection, its pivots the median of three.
    private static double FromTop(double[] values, int count)
    {
        int wanted = values.Length - count;
        int low = 0;
        int high = values.Length - 1;
        while (low < high)
        {
            double pivot = Median(values[low], values[low + ((high - low) / 2)], values[high]);
            int i = low;
            int j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (wanted > j && wanted < i)
            {
                break;
            }

            (low, high) = wanted <= j ? (low, j) : (i, high);
        }

        return values[wanted];
    }

    private static double Median(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
