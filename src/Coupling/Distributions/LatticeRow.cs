namespace Coupling.Distributions;

/// <summary>
/// P′: a row rounded to the nearest one whose weights are multiples of 1/L, by largest remainder. At most L items have weight.
/// Source: lattice quantisation as in arXiv 2507.00605; Reznik, "An algorithm for quantization of discrete probability distributions", 2011.
/// </summary>
public sealed class LatticeRow
{
    private readonly int[] items;
    private readonly int[] counts;

    private LatticeRow(int length, int denominator, int[] items, int[] counts)
    {
        Length = length;
        Denominator = denominator;
        this.items = items;
        this.counts = counts;
    }

    /// <summary>n.</summary>
    public int Length { get; }

    /// <summary>L: the counts' sum.</summary>
    public int Denominator { get; }

    /// <summary>The items that it speaks of, rising; all others have no weight.</summary>
    public ReadOnlySpan<int> Items => items;

    /// <summary>Their weights, in multiples of 1/L; some may be 0.</summary>
    public ReadOnlySpan<int> Counts => counts;

    /// <summary>The nearest row of the lattice.</summary>
    /// <param name="row">P.</param>
    /// <param name="denominator">L, at least 1.</param>
    public static LatticeRow Of(Row row, int denominator)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        return FromCounts(Round(row.Weights, denominator));
    }

    /// <summary>The K largest weights alone, of equal ones the lower items' first, divided by their sum, and then the nearest row of the lattice on these items.</summary>
    /// <param name="row">P.</param>
    /// <param name="size">K, 1..n.</param>
    /// <param name="denominator">L, at least 1.</param>
    public static LatticeRow OfTop(Row row, int size, int denominator)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        int[] top = Largest.Items(row.Weights, size);
        return OnItems(row.Length, top, Round(Array.ConvertAll(top, item => row[item]), denominator));
    }

    /// <summary>The row of counts, one for every item.</summary>
    /// <param name="counts">Not negative, at least one above 0; L is their sum.</param>
    public static LatticeRow FromCounts(int[] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var items = new List<int>();
        for (int item = 0; item < counts.Length; item++)
        {
            if (counts[item] > 0)
            {
                items.Add(item);
            }
        }

        return OnItems(counts.Length, [.. items], [.. items.Select(item => counts[item])]);
    }

    /// <summary>The row of counts on some items.</summary>
    /// <param name="length">n.</param>
    /// <param name="items">Rising, each below n.</param>
    /// <param name="counts">Theirs; not negative, at least one above 0.</param>
    public static LatticeRow OnItems(int length, int[] items, int[] counts)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, items.Length, nameof(counts));
        return new LatticeRow(length, counts.Sum(), items, counts);
    }

    /// <summary>The count of an item, 0..L.</summary>
    public int CountOf(int item)
    {
        int place = Array.BinarySearch(items, item);
        return place < 0 ? 0 : counts[place];
    }

    /// <summary>Its n counts.</summary>
    public int[] AllCounts()
    {
        var all = new int[Length];
        for (int place = 0; place < items.Length; place++)
        {
            all[items[place]] = counts[place];
        }

        return all;
    }

    /// <summary>The n weights of this row where a sum of 1 is written as <paramref name="total"/>: counts · (total / L).</summary>
    public double[] Weights(double total)
    {
        double step = total / Denominator;
        return Array.ConvertAll(AllCounts(), count => count * step);
    }

    private static int[] Round(ReadOnlySpan<double> weights, int denominator) =>
        Array.ConvertAll(LargestRemainder.Apportion(weights, denominator), units => (int)units);
}
