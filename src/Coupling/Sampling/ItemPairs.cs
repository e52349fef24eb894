using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>
/// The items of a row two by two, as the coins serve them (one block for items 2k and 2k+1), without pairs of zero weight. Their
/// order is private: no sample depends on it.
/// </summary>
internal sealed class ItemPairs
{
    private readonly uint[] pairs;
    private readonly double[] even;
    private readonly double[] odd;

    private ItemPairs(Row row, uint[] pairs)
    {
        this.pairs = pairs;
        even = new double[pairs.Length];
        odd = new double[pairs.Length];
        for (int place = 0; place < pairs.Length; place++)
        {
            even[place] = Even(row, (int)pairs[place]);
            odd[place] = Odd(row, (int)pairs[place]);
        }
    }

    /// <summary>How many pairs have weight.</summary>
    public int Count => pairs.Length;

    /// <summary>Heaviest first, for a row of many rounds: most of its pairs can be passed over in each.</summary>
    public static ItemPairs Of(Row row) => new(row, [.. Weighty(row)
        .OrderByDescending(pair => Math.Max(Even(row, pair), Odd(row, pair)))
        .ThenBy(pair => pair)
        .Select(pair => (uint)pair)]);

    /// <summary>As they come, for a row of few rounds: sorting takes longer than these.</summary>
    public static ItemPairs Unsorted(Row row)
    {
        int most = (row.Length + 1) / 2;
        var pairs = new uint[most];
        int count = 0;
        for (int pair = 0; pair < most; pair++)
        {
            pairs[count] = (uint)pair;
            count += Even(row, pair) > 0 || Odd(row, pair) > 0 ? 1 : 0;
        }

        Array.Resize(ref pairs, count);
        return new ItemPairs(row, pairs);
    }

    /// <summary>At most <paramref name="most"/> pairs from place <paramref name="start"/> on.</summary>
    public Stretch At(int start, int most)
    {
        int count = Math.Min(most, Count - start);
        return new Stretch(pairs.AsSpan(start, count), even.AsSpan(start, count), odd.AsSpan(start, count));
    }

    private static IEnumerable<int> Weighty(Row row) =>
        Enumerable.Range(0, (row.Length + 1) / 2).Where(pair => Even(row, pair) > 0 || Odd(row, pair) > 0);

    private static double Even(Row row, int pair) => row[2 * pair];

    private static double Odd(Row row, int pair) => (2 * pair) + 1 < row.Length ? row[(2 * pair) + 1] : 0;

    /// <summary>Neighbouring pairs and the weights of their two items.</summary>
    public readonly ref struct Stretch(ReadOnlySpan<uint> pairs, ReadOnlySpan<double> even, ReadOnlySpan<double> odd)
    {
        public ReadOnlySpan<uint> Pairs { get; } = pairs;

        public ReadOnlySpan<double> Even { get; } = even;

        public ReadOnlySpan<double> Odd { get; } = odd;
    }
}
