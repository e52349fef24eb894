using System.Runtime.CompilerServices;
using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>Walks through the arrivals of one item of a block, some at a time.</summary>
internal struct ItemArrivals(BatchArrivals arrivals, long firstRound, uint window, int item)
{
    /// <summary>Arrivals that are made at once at most; it divides 256.</summary>
    public const int LongestRun = 64;

    private const int Lanes = 8;

    /// <summary>The dart of a place by its order there, from the lowest; null if there is none before the end.</summary>
    /// <param name="arrivals">Of darts, by height.</param>
    /// <param name="firstRound">Of the arrivals.</param>
    /// <param name="window">Of the arrivals.</param>
    /// <param name="item">0..n−1.</param>
    /// <param name="end">The sum of gaps at height 1.</param>
    /// <param name="place">Of a round in its block, or of a window in its run.</param>
    /// <param name="log2Places">Log₂ of the places.</param>
    /// <param name="order">0..255.</param>
    public static FoundDart? Find(
        BatchArrivals arrivals, long firstRound, uint window, int item, double end, int place, int log2Places, int order)
    {
        var walk = new ItemArrivals(arrivals, firstRound, window, item);
        Span<double> times = stackalloc double[LongestRun];
        Span<ulong> marks = stackalloc ulong[LongestRun];
        int left = order;
        for (int wanted = Lanes; walk.Time < end; wanted = Math.Min(2 * wanted, LongestRun))
        {
            int count = walk.Next(wanted, times, marks);
            for (int index = 0; index < count && times[index] < end; index++)
            {
                if ((int)(marks[index] >> (64 - log2Places)) == place && left-- == 0)
                {
                    return new FoundDart(item, order, times[index], marks[index]);
                }
            }
        }

        return null;
    }

    /// <summary>How many there were so far.</summary>
    public int Count { get; private set; }

    /// <summary>The time of the last one, a sum of gaps; 0 if there was none.</summary>
    public double Time { get; private set; }

    /// <summary>Makes the next ones.</summary>
    /// <param name="wanted">About how many, up to <see cref="LongestRun"/>.</param>
    /// <param name="times">Gets their times; as long as the longest run.</param>
    /// <param name="marks">Gets their marks; as long.</param>
    /// <returns>How many were made.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Next(int wanted, Span<double> times, Span<ulong> marks)
    {
        // In whole vectors, and not across a multiple of 256.
        int count = Math.Min(Math.Max(wanted & -Lanes, Lanes), 256 - (Count & 255));
        Span<ulong> gaps = stackalloc ulong[LongestRun];
        arrivals.OfItem(firstRound, window, item, Count, gaps[..count], marks);
        Exponential.FromBits(gaps[..count], times);
        double time = Time;
        foreach (ref double step in times[..count])
        {
            time += step;
            step = time;
        }

        Time = time;
        Count += count;
        return count;
    }
}
