using System.Numerics;
using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>The darts of `darts.window-v1`, each round by itself: a search through all items per window.</summary>
public sealed class DartSearch : IDarts
{
    private const double LowestDartBound = DartsWindowV1.WindowWidth * Exponential.Margin;

    /// <summary>Rounds after which it has paid to sort a row.</summary>
    private const long WorthSorting = 64;

    private readonly IRows rows;
    private readonly DartsWindowV1 darts;
    private readonly PerRow<ItemPairs> pairs;
    private readonly List<Dart> scratch = [];

    /// <param name="rows">The party's own.</param>
    /// <param name="coins">Where darts come from.</param>
    /// <param name="roundsPerPair">For how long a row stays: one of few rounds is not prepared.</param>
    public DartSearch(IRows rows, PublicCoins coins, long roundsPerPair = long.MaxValue)
        : this(rows, coins, roundsPerPair < WorthSorting ? ItemPairs.Unsorted : ItemPairs.Of)
    {
    }

    private DartSearch(IRows rows, PublicCoins coins, Func<Row, ItemPairs> prepare)
    {
        this.rows = rows;
        darts = new DartsWindowV1(coins);
        pairs = new PerRow<ItemPairs>(rows, prepare);
    }

    /// <summary>Of a row that is used for one round: it is not prepared.</summary>
    public static DartSearch Once(Row row, PublicCoins coins) => new(new ConstantRows(row), coins, ItemPairs.Unsorted);

    /// <inheritdoc/>
    public double Weight(long round, int item) => rows.RowAt(round)[item];

    /// <inheritdoc/>
    public Dart First(long round) => FirstFrom(round, window: 0);

    /// <inheritdoc/>
    public int FirstItem(long round) => First(round).Item;

    /// <inheritdoc/>
    public Dart? Named(long round, int item, uint window, int order) =>
        darts.Named(round, item, window, order) is { Height: < 1 } dart ? dart : null;

    /// <summary>The party's first dart in time in this window or a later one.</summary>
    internal Dart FirstFrom(long round, uint window)
    {
        for (; ; window = checked(window + 1))
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

    /// <inheritdoc/>
    public uint Append(long round, uint window, List<Dart> found)
    {
        int start = found.Count;
        CollectWindow(round, window, found);
        found.Sort(start, found.Count - start, DartTimeOrder.Instance);
        return checked(window + 1);
    }

    private void CollectWindow(long round, uint window, List<Dart> found)
    {
        ItemPairs items = pairs.At(round);
        Span<double> even = stackalloc double[UniformBlocks.Largest];
        Span<double> odd = stackalloc double[UniformBlocks.Largest];
        for (int start = 0; start < items.Count; start += UniformBlocks.Largest)
        {
            ItemPairs.Stretch stretch = items.At(start, UniformBlocks.Largest);
            darts.FirstUniforms(round, stretch.Pairs, window, even, odd);

            // E ≥ v: most items have no dart low enough, and need no logarithm to show it.
            int count = stretch.Pairs.Length;
            for (ulong low = Below.Mask(even[..count], stretch.Even, LowestDartBound); low != 0; low &= low - 1)
            {
                int index = BitOperations.TrailingZeroCount(low);
                CollectItem(round, window, 2 * (int)stretch.Pairs[index], stretch.Even[index], even[index], found);
            }

            for (ulong low = Below.Mask(odd[..count], stretch.Odd, LowestDartBound); low != 0; low &= low - 1)
            {
                int index = BitOperations.TrailingZeroCount(low);
                CollectItem(round, window, (2 * (int)stretch.Pairs[index]) + 1, stretch.Odd[index], odd[index], found);
            }
        }
    }

    private void CollectItem(long round, uint window, int item, double weight, double v, List<Dart> found)
    {
        double height = DartsWindowV1.StepFromUniform(v);
        for (int order = 0; height < weight; order++)
        {
            found.Add(darts.At(round, item, window, order, height));
            if (order == CoinCounter.MaximumOrder)
            {
                break;
            }

            height += darts.HeightStep(round, item, window, order + 1);
        }
    }
}
