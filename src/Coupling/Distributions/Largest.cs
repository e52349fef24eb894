namespace Coupling.Distributions;

/// <summary>The items with the largest of some numbers.</summary>
internal static class Largest
{
    /// <summary>The <paramref name="count"/> items with the largest values, in item order. Of equal values the lower items' come first.</summary>
    /// <param name="values">No NaN.</param>
    /// <param name="count">0 to as many as there are.</param>
    public static int[] Items(ReadOnlySpan<double> values, int count)
    {
        if (count == 0)
        {
            return [];
        }

        // Sorting numbers alone is several times faster than sorting items by them.
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double last = sorted[^count];
        int above = sorted.Length - sorted.AsSpan().LastIndexOf(last) - 1;
        int equal = count - above;
        var items = new int[count];
        int found = 0;
        for (int item = 0; found < count; item++)
        {
            if (values[item] > last || (values[item] == last && equal-- > 0))
            {
                items[found++] = item;
            }
        }

        return items;
    }
}
