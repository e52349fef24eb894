using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>The darts of `darts.late-v1`, each round by itself: one look at every item finds those of a run of windows.</summary>
internal sealed class LateDartSearch
{
    private readonly IRows rows;
    private readonly DartsLateV1 process;
    private readonly ArrivalScan scan;
    private readonly DartChains chains = new(DartsLateV1.MostLog2Windows);
    private FoundDart[] some = new FoundDart[16];

    /// <param name="rows">The party's own.</param>
    /// <param name="coins">Where darts come from.</param>
    public LateDartSearch(IRows rows, PublicCoins coins)
    {
        this.rows = rows;
        process = new DartsLateV1(coins);
        scan = new ArrivalScan(process.Arrivals);
    }

    /// <summary>The first dart of a round in time in this window or a later one.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="window">8 or later.</param>
    public Dart FirstFrom(long round, uint window)
    {
        while (true)
        {
            DartsLateV1.Run run = Find(round, window);
            for (; window < run.Next; window++)
            {
                if (chains.TryFirst((int)(window - run.First), out FoundDart first))
                {
                    return DartOf(round, run, first);
                }
            }
        }
    }

    /// <summary>Appends the darts of a window and of all after it in its run, in time order.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="window">8 or later.</param>
    /// <param name="found">Gets them.</param>
    /// <returns>The first window after the run.</returns>
    public uint Append(long round, uint window, List<Dart> found)
    {
        DartsLateV1.Run run = Find(round, window);
        for (; window < run.Next; window++)
        {
            int count = chains.Of((int)(window - run.First), ref some);
            foreach (FoundDart dart in some.AsSpan(0, count))
            {
                found.Add(DartOf(round, run, dart));
            }
        }

        return window;
    }

    /// <summary>The dart of a name, the party's or not; null if none below height 1 has it.</summary>
    public Dart? Named(long round, int item, uint window, int order)
    {
        DartsLateV1.Run run = DartsLateV1.RunOf(window);
        return ItemArrivals.Find(process.Arrivals, round, run.First, item, run.Rate, (int)(window - run.First), run.Log2Windows, order) is { } found
            ? DartOf(round, run, found)
            : null;
    }

    private DartsLateV1.Run Find(long round, uint window)
    {
        DartsLateV1.Run run = DartsLateV1.RunOf(window);
        chains.Fill(scan, round, run.First, rows.RowAt(round).Weights, run.Rate, run.Log2Windows);
        return run;
    }

    private Dart DartOf(long round, in DartsLateV1.Run run, in FoundDart dart) =>
        process.Dart(round, dart.Item, run, dart.Order, dart.Height, dart.Mark);
}
