using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>Finds the darts of one party's row: those with height below the weight of their item ("p-darts").</summary>
public sealed class DartSearch(IRows rows, PublicCoins coins)
{
    private readonly DartsWindowV1 darts = new(coins);
    private readonly PerRow<ItemPairs> pairs = new(rows, ItemPairs.Of);
    private readonly List<Dart> scratch = [];

    public DartsWindowV1 Process => darts;

    /// <summary>The weight of an item in the row of a round: a dart of it counts if its height is below.</summary>
    public double Weight(long round, int item) => rows.RowAt(round)[item];

    /// <summary>The party's first dart in time.</summary>
    public Dart First(long round)
    {
        for (uint window = 0; ; window = checked(window + 1))
        {
            scratch.Clear();
            CollectWindow(round, window, scratch);
            if (scratch.Count > 0)
            {
                Dart first = scratch[0];
                for (int index = 1; index < scratch.Count; index++)
                {
                    first = scratch[index].IsBefore(first) ? scratch[index] : first;
                }

                return first;
            }
        }
    }

    /// <summary>Appends the party's darts of one window, in time order.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="found">Gets the darts; what it holds already stays.</param>
    public void AppendWindow(long round, uint window, List<Dart> found)
    {
        int start = found.Count;
        CollectWindow(round, window, found);
        found.Sort(start, found.Count - start, DartTimeOrder.Instance);
    }

    private void CollectWindow(long round, uint window, List<Dart> found)
    {
        foreach (ref readonly ItemPairs.Entry entry in pairs.At(round).Entries.AsSpan())
        {
            (double even, double odd) = darts.FirstUniforms(round, entry.Pair, window);
            CollectItem(round, window, 2 * entry.Pair, entry.Even, even, found);
            CollectItem(round, window, (2 * entry.Pair) + 1, entry.Odd, odd, found);
        }
    }

    private void CollectItem(long round, uint window, int item, double weight, double v, List<Dart> found)
    {
        // E ≥ v: most items are passed over without a logarithm.
        if (v >= weight * DartsWindowV1.WindowWidth * Exponential.Margin)
        {
            return;
        }

        double height = DartsWindowV1.StepFromUniform(v);
        for (int order = 0; height < weight && order < CoinCounter.MaximumOrder; order++)
        {
            found.Add(darts.At(round, item, window, order, height));
            height += darts.HeightStep(round, item, window, order + 1);
        }
    }

    private sealed class DartTimeOrder : IComparer<Dart>
    {
        public static readonly DartTimeOrder Instance = new();

        public int Compare(Dart x, Dart y) => x.IsBefore(y) ? -1 : y.IsBefore(x) ? 1 : 0;
    }
}
