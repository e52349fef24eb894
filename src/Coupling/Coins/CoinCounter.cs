namespace Coupling.Coins;

/// <summary>
/// The counter layout that every named process uses (docs/randomness.md §2): item 32 bits, window 32 bits, round 48 bits,
/// order 8 bits, purpose 8 bits.
/// </summary>
internal static class CoinCounter
{
    public const long MaximumRound = (1L << 48) - 1;

    /// <summary>The last order of a dart; that an item has more in a window has probability below 1e-400.</summary>
    public const int MaximumOrder = 255;

    /// <summary>Where the order begins in the counter's last word.</summary>
    public const int OrderShift = 16;

    public static (ulong Low, ulong High) Block(ulong seed, CoinPurpose purpose, long round, uint item, uint window, int order) =>
        Philox4x32.Block(seed, item, window, (uint)round, HighWord(purpose, round, order));

    public static uint HighWord(CoinPurpose purpose, long round, int order) =>
        (uint)(round >> 32) | ((uint)order << OrderShift) | ((uint)purpose << 24);
}
