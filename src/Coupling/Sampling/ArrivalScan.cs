using System.Numerics;
using System.Runtime.CompilerServices;
using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>
/// Finds, for every item of a row, the arrivals of a block before weight · limit. Work grows with how many these are, and with n only by a
/// test per item; nothing is prepared for a row, and no sample depends on the order in which items are looked at.
/// </summary>
internal sealed class ArrivalScan(BatchArrivals arrivals)
{
    /// <summary>Items that are looked at together; the lists of those that go on are as long.</summary>
    private const int TileItems = 2048;

    private const int ChunkItems = Prefixes.Places;

    /// <summary>An item that expects more arrivals than these is followed by itself, many of its arrivals at a time.</summary>
    private const double Many = 12;

    private const int Lanes = 8;

    // The items of a tile that may go on, and their last arrival so far.
    private readonly uint[] items = new uint[TileItems];
    private readonly double[] weights = new double[TileItems];
    private readonly double[] times = new double[TileItems];
    private readonly ulong[] prefixes = new ulong[TileItems];
    private readonly ulong[] gaps = new ulong[TileItems];
    private readonly ulong[] marks = new ulong[TileItems];
    private readonly double[] steps = new double[TileItems];

    /// <summary>Visits all of them.</summary>
    /// <param name="firstRound">The first round of the block.</param>
    /// <param name="window">Any; 0 for a race.</param>
    /// <param name="row">p.</param>
    /// <param name="limit">In the unit of the gaps per unit of weight.</param>
    /// <param name="visitor">Gets every arrival whose time is below the product p · limit.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVisitor>(long firstRound, uint window, ReadOnlySpan<double> row, double limit, ref TVisitor visitor)
        where TVisitor : struct, IArrivalVisitor
    {
        for (int start = 0; start < row.Length; start += TileItems)
        {
            int live = StartTile(firstRound, window, row, start, limit, ref visitor);
            for (int index = 0; live > 0; index++)
            {
                arrivals.OfItems(firstRound, window, items.AsSpan(0, InVectors(live)), index, gaps, marks);
                for (int place = 0; index == 0 && place < live; place++)
                {
                    gaps[place] = Prefixes.Complete(prefixes[place], gaps[place]);
                }

                live = Advance(live, index, limit, ref visitor);
            }
        }
    }

    /// <summary>Gathers the items of a tile that may arrive at all, with the prefixes of their first arrivals; follows those that arrive often.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int StartTile<TVisitor>(
        long firstRound, uint window, ReadOnlySpan<double> row, int tile, double limit, ref TVisitor visitor)
        where TVisitor : struct, IArrivalVisitor
    {
        Span<ulong> lower = stackalloc ulong[Prefixes.Words];
        Span<ulong> upper = stackalloc ulong[Prefixes.Words];
        Span<double> room = stackalloc double[ChunkItems];
        int live = 0;
        int end = Math.Min(row.Length, tile + TileItems);
        for (int start = tile; start < end; start += ChunkItems)
        {
            ReadOnlySpan<double> weight = Widened.Group(row, start, room);
            arrivals.FirstPrefixes(firstRound, window, start / ChunkItems, lower, upper);
            for (ulong near = Prefixes.Below(lower, upper, weight, start: 0, limit * Exponential.Margin); near != 0; near &= near - 1)
            {
                int place = BitOperations.TrailingZeroCount(near);
                double p = weight[place];
                if (p * limit >= Many)
                {
                    Follow(firstRound, window, start + place, p, limit, ref visitor);
                    continue;
                }

                items[live] = (uint)(start + place);
                weights[live] = p;
                times[live] = 0;
                prefixes[live] = Prefixes.Of(lower, upper, place);
                live++;
            }
        }

        return live;
    }

    /// <summary>Takes all items of the list to their next arrival; those that have none before the limit leave it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Advance<TVisitor>(int live, int index, double limit, ref TVisitor visitor)
        where TVisitor : struct, IArrivalVisitor
    {
        Exponential.FromBits(gaps.AsSpan(0, InVectors(live)), steps);

        // Who stays is as good as random: no branch could be foretold.
        int next = 0;
        for (int place = 0; place < live; place++)
        {
            double time = times[place] + steps[place];
            double weight = weights[place];
            items[next] = items[place];
            weights[next] = weight;
            times[next] = time;
            marks[next] = marks[place];
            next += time < weight * limit ? 1 : 0;
        }

        for (int place = 0; place < next; place++)
        {
            visitor.Visit((int)items[place], weights[place], index, times[place], marks[place]);
        }

        return next;
    }

    // What follows the list up to a whole vector is made with it and not looked at.
    private static int InVectors(int live) => (live + Lanes - 1) & -Lanes;

    /// <summary>All arrivals of one item.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Follow<TVisitor>(long firstRound, uint window, int item, double weight, double limit, ref TVisitor visitor)
        where TVisitor : struct, IArrivalVisitor
    {
        var walk = new ItemArrivals(arrivals, firstRound, window, item);
        double end = weight * limit;
        Span<double> times = stackalloc double[ItemArrivals.LongestRun];
        Span<ulong> some = stackalloc ulong[ItemArrivals.LongestRun];
        while (true)
        {
            // What is left to expect, and a little.
            int first = walk.Count;
            int count = walk.Next((int)Math.Min(end - walk.Time + Lanes, ItemArrivals.LongestRun), times, some);
            for (int place = 0; place < count; place++)
            {
                double time = times[place];
                if (time >= end)
                {
                    return;
                }

                visitor.Visit(item, weight, first + place, time, some[place]);
            }
        }
    }
}
