using Coupling.Coins;

namespace Coupling.Tests;

/// <summary>The coins of docs/randomness.md §9 to §12 one by one, as they are defined there, without a vector or a list.</summary>
internal static class SlowCoins
{
    /// <summary>E(round, item) of `race.block-v1`.</summary>
    public static double BlockRace(ulong seed, long round, int item)
    {
        int block = item / 64;
        (ulong low, ulong high) = CoinCounter.Block(seed, CoinPurpose.RaceBlockFirst, round, (uint)block, 0, 0);
        double first = Time(Prefix(seed, CoinPurpose.RaceBlockFirst + 1, round, 0, block), low) / 64;
        if (item % 64 == (int)(high % 64))
        {
            return first;
        }

        (low, _) = CoinCounter.Block(seed, CoinPurpose.RaceBlockOthers, round, (uint)item, 0, 0);
        return first + Time(Prefix(seed, CoinPurpose.RaceBlockOthers + 1, round, 0, item), low);
    }

    /// <summary>The arrivals of an item over a block of 2^κ rounds: the sum of gaps, the round of the block, the mark.</summary>
    public static IEnumerable<(double Time, int Round, ulong Mark)> Arrivals(
        ulong seed, CoinPurpose purpose, int log2Rounds, long firstRound, uint window, int item)
    {
        double time = 0;
        for (int index = 0; ; index++)
        {
            (ulong gap, ulong mark) = CoinCounter.Block(seed, purpose, firstRound + (index / 256), (uint)item, window, index % 256);
            time += index == 0
                ? Time(Prefix(seed, purpose + 1, firstRound, window, item), gap)
                : Exponential.FromUniform(OpenUniform.FromBits(gap));
            yield return (time, (int)(mark >> (64 - log2Rounds)), mark);
        }
    }

    /// <summary>The darts of an item in one of the first eight windows of a round, lowest first.</summary>
    public static IReadOnlyList<Dart> BatchDarts(ulong seed, long round, int item, uint window)
    {
        var darts = new List<Dart>();
        foreach ((double time, int within, ulong mark) in Arrivals(seed, CoinPurpose.DartBatch12, 12, round & -4096, window, item))
        {
            if (time >= 8192)
            {
                break;
            }

            if (within == round % 4096)
            {
                (_, ulong hash) = CoinCounter.Block(seed, CoinPurpose.DartBatchHash, round, (uint)item, window, darts.Count);
                darts.Add(new Dart(item, window, darts.Count, time / 8192, OpenUniform.FromBits(mark << 12), hash));
            }
        }

        return darts;
    }

    /// <summary>The darts of an item in window 8 or a later one of a round, lowest first.</summary>
    public static IReadOnlyList<Dart> LateDarts(ulong seed, long round, int item, uint window)
    {
        int log2 = window < 16 ? 3 : window < 32 ? 4 : window < 64 ? 5 : 6;
        uint windows = 1u << log2;
        uint first = window - (window % windows);
        var darts = new List<Dart>();
        double time = 0;
        for (int index = 0; ; index++)
        {
            (ulong gap, ulong mark) = CoinCounter.Block(seed, CoinPurpose.DartLate, round, (uint)item, first + (uint)(index / 256), index % 256);
            time += index == 0
                ? Time(Prefix(seed, CoinPurpose.DartLate + 1, round, first, item), gap)
                : Exponential.FromUniform(OpenUniform.FromBits(gap));
            if (time >= 2 * windows)
            {
                return darts;
            }

            if (first + (mark >> (64 - log2)) == window)
            {
                (_, ulong hash) = CoinCounter.Block(seed, CoinPurpose.DartLateHash, round, (uint)item, window, darts.Count);
                darts.Add(new Dart(item, window, darts.Count, time / (2 * windows), OpenUniform.FromBits(mark << log2), hash));
            }
        }
    }

    public static ulong Prefix(ulong seed, CoinPurpose purpose, long round, uint window, int place)
    {
        int within = place % 64;
        (ulong low, ulong high) = CoinCounter.Block(seed, purpose, round, (uint)((8 * (place / 64)) + (within % 8)), window, 0);
        return ((within < 32 ? low : high) >> (16 * (within / 8 % 4))) & 0xFFFF;
    }

    private static double Time(ulong prefix, ulong rest) =>
        Exponential.FromUniform(OpenUniform.FromBits((prefix << 48) | (rest >> 16)));
}
