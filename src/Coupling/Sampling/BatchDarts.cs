using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>
/// The darts of `darts.batch12-v1`, over rows that stay: those of all 4096 rounds of an aligned block are found at once, window by window as
/// they are asked for. From window 8 on, where next to no first dart lies, each round is searched by itself.
/// </summary>
/// <remarks>
/// A round alone costs its whole block; the blocks used last are kept, so that rounds may be asked for in any cuts. Not for several threads.
/// </remarks>
public sealed class BatchDarts : IDarts
{
    /// <summary>Conversations under way come back to rounds of earlier batches.</summary>
    private const int KeptBlocks = 12;

    private const int LongestRun = 64;

    private readonly IRows rows;
    private readonly DartsBatch12V1 process;
    private readonly ArrivalScan scan;
    private readonly RoundBlocks<DartWindows> blocks;
    private readonly DartSearch late;
    private FoundDart[] some = new FoundDart[16];

    /// <param name="rows">The party's own; each row stays for whole blocks of 4096 rounds.</param>
    /// <param name="coins">Where darts come from.</param>
    public BatchDarts(IRows rows, PublicCoins coins)
    {
        this.rows = rows;
        process = new DartsBatch12V1(coins);
        scan = new ArrivalScan(process.Arrivals);
        late = new DartSearch(rows, coins);
        blocks = new RoundBlocks<DartWindows>(KeptBlocks, DartsBatch12V1.Log2Rounds, (_, used) => (used ?? new DartWindows()).Clear());
    }

    /// <inheritdoc/>
    public Dart First(long round)
    {
        ReadOnlySpan<FoundDart> darts = FirstOnes(round, out uint window);
        return darts.IsEmpty ? late.FirstFrom(round, window) : DartAt(round, window, darts, 0);
    }

    /// <inheritdoc/>
    public int FirstItem(long round)
    {
        ReadOnlySpan<FoundDart> darts = FirstOnes(round, out uint window);
        return darts.IsEmpty ? late.FirstFrom(round, window).Item : darts[0].Item;
    }

    /// <inheritdoc/>
    public void AppendWindow(long round, uint window, List<Dart> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (window >= DartsBatch12V1.Windows)
        {
            late.AppendWindow(round, window, found);
            return;
        }

        ReadOnlySpan<FoundDart> darts = InWindow(round, window);
        for (int index = 0; index < darts.Length; index++)
        {
            found.Add(DartAt(round, window, darts, index));
        }
    }

    /// <inheritdoc/>
    public Dart? Named(long round, int item, uint window, int order)
    {
        if (window >= DartsBatch12V1.Windows)
        {
            return late.Named(round, item, window, order);
        }

        Span<ulong> gaps = stackalloc ulong[LongestRun];
        Span<ulong> marks = stackalloc ulong[LongestRun];
        Span<double> steps = stackalloc double[LongestRun];
        long first = round & -DartsBatch12V1.Rounds;
        double height = 0;
        int left = order;
        for (int index = 0; ; index += LongestRun)
        {
            process.Arrivals.OfItem(first, window, item, index, gaps, marks);
            if (index == 0)
            {
                gaps[0] = process.Arrivals.FirstGap(first, window, item, gaps[0]);
            }

            Exponential.FromBits(gaps, steps);
            for (int place = 0; place < LongestRun; place++)
            {
                height += steps[place];
                if (height >= DartsBatch12V1.Rate)
                {
                    return null;
                }

                if (first + process.Arrivals.RoundOf(marks[place]) == round && left-- == 0)
                {
                    return process.Dart(round, item, window, order, height, marks[place]);
                }
            }
        }
    }

    /// <inheritdoc/>
    public double Weight(long round, int item) => rows.RowAt(round)[item];

    private ReadOnlySpan<FoundDart> InWindow(long round, uint window)
    {
        DartWindows block = blocks.At(round);
        if (!block.Has(window))
        {
            long first = round & -DartsBatch12V1.Rounds;
            block.Fill(scan, first, window, rows.RowAt(first).Weights);
        }

        int count = block.Of(window, (int)(round & (DartsBatch12V1.Rounds - 1)), ref some);
        return some.AsSpan(0, count);
    }

    /// <summary>The darts of the first window that has any; none if that is window 8 or later.</summary>
    private ReadOnlySpan<FoundDart> FirstOnes(long round, out uint window)
    {
        for (window = 0; window < DartsBatch12V1.Windows; window++)
        {
            ReadOnlySpan<FoundDart> darts = InWindow(round, window);
            if (!darts.IsEmpty)
            {
                return darts;
            }
        }

        return [];
    }

    private Dart DartAt(long round, uint window, ReadOnlySpan<FoundDart> darts, int index)
    {
        // Its rank by height among the darts of its item, of which there are few.
        FoundDart dart = darts[index];
        int order = 0;
        foreach (FoundDart other in darts)
        {
            order += other.Item == dart.Item && other.Index < dart.Index ? 1 : 0;
        }

        return process.Dart(round, dart.Item, window, order, dart.Height, dart.Mark);
    }
}
