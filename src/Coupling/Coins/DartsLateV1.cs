using System.Numerics;

namespace Coupling.Coins;

/// <summary>
/// The process `darts.late-v1`: the darts of one round from window 8 on, a run of windows at once. Per item and run, the arrivals of
/// <see cref="BatchArrivals"/> by height: the mark of one gives its window in the run and its time in the window. Definition:
/// docs/randomness.md §12.
/// </summary>
/// <remarks>Few rounds come so far, and those that do go on for long: a search finds the darts of a whole run by one look at each item.</remarks>
public readonly struct DartsLateV1(PublicCoins coins)
{
    public const string Name = "darts.late-v1";

    /// <summary>The first window: 8, the one after those of `darts.batch12-v1`.</summary>
    public const uint FirstWindow = DartsBatch12V1.Windows;

    /// <summary>Log₂ of the windows of the longest runs.</summary>
    public const int MostLog2Windows = 6;

    private readonly ulong seed = coins.Seed;

    internal BatchArrivals Arrivals { get; } = BatchArrivals.OfLateDarts(coins);

    /// <summary>The run that has a window: windows 8..15, 16..31, 32..63, then 64 at a time.</summary>
    /// <param name="window">8 or later.</param>
    internal static Run RunOf(uint window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, FirstWindow);
        int log2 = Math.Min(BitOperations.Log2(window), MostLog2Windows);
        return new Run(window >> log2 << log2, log2);
    }

    /// <summary>The dart of an arrival.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="item">0..2^20−1.</param>
    /// <param name="run">Its run.</param>
    /// <param name="order">Its rank by height among the darts of its item in its window, from 0.</param>
    /// <param name="sum">The sum of gaps up to it.</param>
    /// <param name="mark">Its mark.</param>
    internal Dart Dart(long round, int item, in Run run, int order, double sum, ulong mark)
    {
        uint window = run.First + (uint)run.PlaceOf(mark);
        (_, ulong hash) = CoinCounter.Block(seed, CoinPurpose.DartLateHash, round, (uint)item, window, order);
        return new Dart(item, window, order, sum / run.Rate, OpenUniform.FromBits(mark << run.Log2Windows), hash);
    }

    /// <summary>A run of windows.</summary>
    /// <param name="First">Its first one.</param>
    /// <param name="Log2Windows">Log₂ of how many there are.</param>
    internal readonly record struct Run(uint First, int Log2Windows)
    {
        /// <summary>How many windows it has.</summary>
        public uint Windows => 1u << Log2Windows;

        /// <summary>The window after it.</summary>
        /// <exception cref="OverflowException">There is none: windows have 32 bits.</exception>
        public uint Next => checked(First + Windows);

        /// <summary>What a height is multiplied by to be compared with the sum of gaps: the rate of an item's darts in it.</summary>
        public double Rate => DartsWindowV1.WindowWidth * Windows;

        /// <summary>Which of its windows a dart is in, from 0.</summary>
        public int PlaceOf(ulong mark) => (int)(mark >> (64 - Log2Windows));
    }
}
