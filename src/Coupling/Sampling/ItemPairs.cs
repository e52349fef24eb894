using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>
/// The items of a row two by two, as the coins serve them (one block for items 2k and 2k+1), heaviest first and without
/// pairs of zero weight. The order is private: no sample depends on it.
/// </summary>
internal sealed class ItemPairs
{
    private ItemPairs(Entry[] entries) => Entries = entries;

    public Entry[] Entries { get; }

    public static ItemPairs Of(Row row)
    {
        int pairs = (row.Length + 1) / 2;
        var entries = new List<Entry>(pairs);
        for (int pair = 0; pair < pairs; pair++)
        {
            double even = row[2 * pair];
            double odd = (2 * pair) + 1 < row.Length ? row[(2 * pair) + 1] : 0;
            if (even > 0 || odd > 0)
            {
                entries.Add(new Entry(pair, even, odd));
            }
        }

        return new ItemPairs([.. entries.OrderByDescending(entry => Math.Max(entry.Even, entry.Odd)).ThenBy(entry => entry.Pair)]);
    }

    public readonly record struct Entry(int Pair, double Even, double Odd);
}
