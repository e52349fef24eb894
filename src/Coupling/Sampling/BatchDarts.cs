using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>
/// The darts over rows that stay. In windows 0..7 those of `darts.batch12-v1`, of all 4096 rounds of an aligned block at once; from window 8 on
/// those of `darts.late-v1`.
/// </summary>
/// <remarks>
/// A round alone costs its whole block; what was found last is kept, so that rounds may be asked for in any cuts. Not for several threads.
/// </remarks>
public sealed class BatchDarts : IDarts
{
    /// <summary>Batches that are cut smaller than blocks share them, and come back to their rounds.</summary>
    private const int KeptBlocks = 32;

    /// <summary>So many rounds of a block are worth a look at all its darts that keeps only theirs.</summary>
    private const int WorthGathering = 16;

    private readonly IRows rows;
    private readonly DartsBatch12V1 process;
    private readonly ArrivalScan scan;
    private readonly RoundBlocks<FirstDarts> firsts;
    private readonly RoundBlocks<DartWindows> blocks;
    private readonly LateDartSearch late;

    // Rounds that were announced, and the windows of those of one block.
    private readonly List<long> announced = [];
    private readonly DartWindows gathered = new();
    private readonly RoundMask wanted = new();
    private int nextAnnounced;

    private readonly DartChains chains = new(DartsBatch12V1.Log2Rounds);
    private readonly RoundMask pending = new();
    private FoundDart[] some = new FoundDart[16];

    /// <param name="rows">The party's own; each row stays for whole blocks of 4096 rounds.</param>
    /// <param name="coins">Where darts come from.</param>
    public BatchDarts(IRows rows, PublicCoins coins)
    {
        this.rows = rows;
        process = new DartsBatch12V1(coins);
        scan = new ArrivalScan(process.Arrivals);
        late = new LateDartSearch(rows, coins);
        firsts = new RoundBlocks<FirstDarts>(
            KeptBlocks, DartsBatch12V1.Log2Rounds, (first, used) => (used ?? new FirstDarts()).Find(first, scan, rows.RowAt(first).Weights, chains, pending));
        blocks = new RoundBlocks<DartWindows>(KeptBlocks, DartsBatch12V1.Log2Rounds, (first, used) => (used ?? new DartWindows()).Clear(first));
    }

    /// <inheritdoc/>
    public Dart First(long round) => firsts.At(round).TryGet(PlaceOf(round), out uint window, out FoundDart first)
        ? DartOf(round, window, first)
        : late.FirstFrom(round, window);

    /// <inheritdoc/>
    public int FirstItem(long round) =>
        firsts.At(round).TryGet(PlaceOf(round), out uint window, out FoundDart first) ? first.Item : late.FirstFrom(round, window).Item;

    /// <inheritdoc/>
    public void ReleaseFirst(RoundRange rounds) => firsts.Release(rounds);

    /// <inheritdoc/>
    public uint FoundTogether => DartsBatch12V1.Windows;

    /// <inheritdoc/>
    public void Announce(IReadOnlyList<long> rounds)
    {
        announced.Clear();
        announced.AddRange(rounds);
        nextAnnounced = 0;
        gathered.Clear(firstRound: -1);
    }

    /// <inheritdoc/>
    public uint Append(long round, uint window, List<Dart> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (window >= DartsBatch12V1.Windows)
        {
            return late.Append(round, window, found);
        }

        int count = WindowsOf(round).Of(window, scan, rows.RowAt(round).Weights).Of(PlaceOf(round), ref some);
        foreach (FoundDart dart in some.AsSpan(0, count))
        {
            found.Add(DartOf(round, window, dart));
        }

        return window + 1;
    }

    /// <inheritdoc/>
    public Dart? Named(long round, int item, uint window, int order)
    {
        if (window >= DartsBatch12V1.Windows)
        {
            return late.Named(round, item, window, order);
        }

        // The party's own are known where it has looked, or is going to look, into the window.
        DartWindows own = WindowsOf(round);
        if ((own == gathered || own.Has(window))
            && own.Of(window, scan, rows.RowAt(round).Weights).TryFind(PlaceOf(round), item, order, out FoundDart dart))
        {
            return DartOf(round, window, dart);
        }

        return ItemArrivals.Find(
            process.Arrivals, round & -DartsBatch12V1.Rounds, window, item, DartsBatch12V1.Rate, PlaceOf(round), DartsBatch12V1.Log2Rounds, order) is { } found
            ? DartOf(round, window, found)
            : null;
    }

    /// <inheritdoc/>
    public double Weight(long round, int item) => rows.RowAt(round)[item];

    private static int PlaceOf(long round) => (int)(round & (DartsBatch12V1.Rounds - 1));

    private DartWindows WindowsOf(long round)
    {
        if (gathered.IsOf(round))
        {
            return gathered;
        }

        // Rounds are announced in the order in which they will be asked for.
        while (nextAnnounced < announced.Count && announced[nextAnnounced] <= round)
        {
            Gather();
        }

        return gathered.IsOf(round) ? gathered : blocks.At(round);
    }

    /// <summary>Makes ready for the announced rounds of the next block.</summary>
    private void Gather()
    {
        long first = announced[nextAnnounced] & -DartsBatch12V1.Rounds;
        int begin = nextAnnounced;
        wanted.Clear();
        for (; nextAnnounced < announced.Count && announced[nextAnnounced] < first + DartsBatch12V1.Rounds; nextAnnounced++)
        {
            wanted.Add(PlaceOf(announced[nextAnnounced]));
        }

        bool worth = nextAnnounced - begin >= WorthGathering;
        gathered.Clear(worth ? first : -1, wanted);
    }

    private Dart DartOf(long round, uint window, in FoundDart dart) =>
        process.Dart(round, dart.Item, window, dart.Order, dart.Height, dart.Mark);
}
