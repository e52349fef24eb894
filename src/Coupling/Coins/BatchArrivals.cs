namespace Coupling.Coins;

/// <summary>
/// Per item one Poisson process for a block of K = 2^κ rounds, of rate K: each arrival has a uniform mark, whose upper κ bits are its round
/// within the block. So each item has in each round arrivals of rate 1, independently, and whoever looks at the first ones only has found
/// those of all K rounds. Definition: docs/randomness.md §9.
/// </summary>
internal readonly struct BatchArrivals
{
    private readonly ulong seed;
    private readonly CoinPurpose purpose;

    // Where an index beyond the 8 bits that an order has goes on: in the rounds of a block, or the windows of a run, which have no counters of
    // their own.
    private readonly int perRound;
    private readonly int perWindow;

    private BatchArrivals(ulong seed, CoinPurpose purpose, int log2Rounds)
    {
        this.seed = seed;
        this.purpose = purpose;
        Log2Rounds = log2Rounds;
        perRound = log2Rounds > 0 ? 1 : 0;
        perWindow = 1 - perRound;
    }

    /// <summary>κ.</summary>
    public int Log2Rounds { get; }

    /// <summary>K.</summary>
    public int Rounds => 1 << Log2Rounds;

    public static BatchArrivals OfRace(PublicCoins coins, int log2Rounds) => log2Rounds switch
    {
        12 => new(coins.Seed, CoinPurpose.RaceBatch12, log2Rounds),
        6 => new(coins.Seed, CoinPurpose.RaceBatch6, log2Rounds),
        _ => throw new ArgumentOutOfRangeException(nameof(log2Rounds), log2Rounds, "There are races over blocks of 2^6 and of 2^12 rounds."),
    };

    public static BatchArrivals OfDarts(PublicCoins coins) => new(coins.Seed, CoinPurpose.DartBatch12, DartsBatch12V1.Log2Rounds);

    /// <summary>Of a single round over a run of windows: see <see cref="DartsLateV1"/>.</summary>
    public static BatchArrivals OfLateDarts(PublicCoins coins) => new(coins.Seed, CoinPurpose.DartLate, log2Rounds: 0);

    /// <summary>The round of an arrival within its block, 0..K−1.</summary>
    public int RoundOf(ulong mark) => (int)(mark >> (64 - Log2Rounds));

    /// <summary>The <see cref="Prefixes"/> of the first arrivals of items, from 64·group on.</summary>
    public void FirstPrefixes(long firstRound, uint window, int group, Span<ulong> low, Span<ulong> high) =>
        Prefixes.Fill(seed, purpose + 1, firstRound, window, group, low, high);

    /// <summary>Arrival <paramref name="index"/> of any items: the words of their gaps (of first arrivals, the rest below the prefix), and their marks.</summary>
    /// <param name="firstRound">The first round of the block, a multiple of K.</param>
    /// <param name="window">Any; 0 for a race.</param>
    /// <param name="items">0..2^20−1.</param>
    /// <param name="index">0..256·K−1.</param>
    /// <param name="gaps">Gets a word for each: its open uniform gives by −ln(1 − v) how long after the one before it, in units of 1/K.</param>
    /// <param name="marks">Gets a mark for each.</param>
    public void OfItems(long firstRound, uint window, ReadOnlySpan<uint> items, int index, Span<ulong> gaps, Span<ulong> marks) =>
        WordBlocks.OfItems(seed, purpose, Round(firstRound, index), Window(window, index), Order(index), items, gaps, marks);

    /// <summary>Neighbouring arrivals of one item, none beyond the next index that is a multiple of 256. The words of all gaps are whole.</summary>
    public void OfItem(long firstRound, uint window, int item, int firstIndex, Span<ulong> gaps, Span<ulong> marks)
    {
        WordBlocks.OfOrders(
            seed, purpose, Round(firstRound, firstIndex), Window(window, firstIndex), Order(firstIndex), (uint)item, gaps, marks);
        if (firstIndex == 0)
        {
            Span<ulong> low = stackalloc ulong[Prefixes.Words];
            Span<ulong> high = stackalloc ulong[Prefixes.Words];
            FirstPrefixes(firstRound, window, item / Prefixes.Places, low, high);
            gaps[0] = Prefixes.Complete(Prefixes.Of(low, high, item % Prefixes.Places), gaps[0]);
        }
    }

    private long Round(long firstRound, int index) => firstRound + (perRound * (index >> 8));

    private uint Window(uint window, int index) => window + (uint)(perWindow * (index >> 8));

    private static int Order(int index) => index & CoinCounter.MaximumOrder;
}
