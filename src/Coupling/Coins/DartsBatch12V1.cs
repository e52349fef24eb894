namespace Coupling.Coins;

/// <summary>
/// The process `darts.batch12-v1`: the darts of <see cref="DartsWindowV1"/> in another way for windows 0..7, all 4096 rounds of an aligned
/// block at once. Per item and window, the arrivals of <see cref="BatchArrivals"/> by height, of rate 4096·w over (0, 1): the mark of one gives its
/// round and its time in the window. From window 8 on the darts are those of `darts.window-v1`. Definition: docs/randomness.md §11.
/// </summary>
public readonly struct DartsBatch12V1(PublicCoins coins)
{
    public const string Name = "darts.batch12-v1";

    /// <summary>Log₂ of the rounds of a block.</summary>
    public const int Log2Rounds = 12;

    /// <summary>Rounds of a block.</summary>
    public const int Rounds = 1 << Log2Rounds;

    /// <summary>Windows that are made in this way: the first dart of a round lies in a later one with probability e⁻¹⁶.</summary>
    public const uint Windows = 8;

    /// <summary>What a height is multiplied by to be compared with the sum of gaps: the rate, a power of two.</summary>
    public const double Rate = Rounds * DartsWindowV1.WindowWidth;

    private const ulong OffsetBits = ulong.MaxValue >> Log2Rounds;

    private readonly ulong seed = coins.Seed;

    internal BatchArrivals Arrivals { get; } = BatchArrivals.OfDarts(coins);

    /// <summary>The dart of an arrival.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="item">0..2^20−1.</param>
    /// <param name="window">0..7.</param>
    /// <param name="order">Its rank by height among the darts of its item in this window of this round, from 0.</param>
    /// <param name="sum">The sum of gaps up to it.</param>
    /// <param name="mark">Its mark.</param>
    internal Dart Dart(long round, int item, uint window, int order, double sum, ulong mark)
    {
        (_, ulong hash) = CoinCounter.Block(seed, CoinPurpose.DartBatchHash, round, (uint)item, window, order);
        return new Dart(item, window, order, sum / Rate, Offset(mark), hash);
    }

    /// <summary>The place of a dart in its window, in (0, 1): the 52 bits of its mark below those of its round.</summary>
    internal static double Offset(ulong mark) => OpenUniform.FromBits((mark & OffsetBits) << Log2Rounds);
}
