using System.Numerics;
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

    /// <summary>Arrivals of one item that are made at once at most; it divides 256.</summary>
    private const int LongestRun = 64;

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
    public void Run<TVisitor>(long firstRound, uint window, ReadOnlySpan<double> row, double limit, ref TVisitor visitor)
        where TVisitor : struct, IArrivalVisitor
    {
        for (int start = 0; start < row.Length; start += TileItems)
        {
            int live = StartTile(firstRound, window, row, start, limit, ref visitor);
            for (int index = 0; live > 0; index++)
            {
                arrivals.OfItems(firstRound, window, items.AsSpan(0, live), index, gaps, marks);
                for (int place = 0; index == 0 && place < live; place++)
                {
                    gaps[place] = Prefixes.Complete(prefixes[place], gaps[place]);
                }

                live = Advance(live, index, limit, ref visitor);
            }
        }
    }

    /// <summary>Gathers the items of a tile that may arrive at all, with the prefixes of their first arrivals; follows those that arrive often.</summary>
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
                ulong prefix = Prefixes.Of(lower, upper, place);
                if (p * limit >= Many)
                {
                    Follow(firstRound, window, start + place, prefix, p, limit, ref visitor);
                    continue;
                }

                items[live] = (uint)(start + place);
                weights[live] = p;
                times[live] = 0;
                prefixes[live] = prefix;
                live++;
            }
        }

        return live;
    }

    /// <summary>Takes all items of the list to their next arrival; those that have none before the limit leave it.</summary>
    private int Advance<TVisitor>(int live, int index, double limit, ref TVisitor visitor)
        where TVisitor : struct, IArrivalVisitor
    {
        Exponential.FromBits(gaps.AsSpan(0, live), steps);
        int next = 0;
        for (int place = 0; place < live; place++)
        {
            double time = times[place] + steps[place];
            double weight = weights[place];
            if (time < weight * limit)
            {
                uint item = items[place];
                visitor.Visit((int)item, weight, index, time, marks[place]);
                items[next] = item;
                weights[next] = weight;
                times[next] = time;
                next++;
            }
        }

        return next;
    }

    /// <summary>All arrivals of one item.</summary>
    private void Follow<TVisitor>(long firstRound, uint window, int item, ulong prefix, double weight, double limit, ref TVisitor visitor)
        where TVisitor : struct, IArrivalVisitor
    {
        Span<ulong> gap = stackalloc ulong[LongestRun];
        Span<ulong> mark = stackalloc ulong[LongestRun];
        Span<double> step = stackalloc double[LongestRun];
        double end = weight * limit;
        double time = 0;
        int first = 0;
        while (true)
        {
            // What is left to expect and a little, in whole vectors, and not across a multiple of 256.
            int wanted = (int)Math.Min((end - time) + Lanes, LongestRun) & -Lanes;
            int count = Math.Min(wanted, 256 - (first & 255));
            arrivals.OfItem(firstRound, window, item, first, gap[..count], mark);
            if (first == 0)
            {
                gap[0] = Prefixes.Complete(prefix, gap[0]);
            }

            Exponential.FromBits(gap[..count], step);
            for (int place = 0; place < count; place++)
            {
                time += step[place];
                if (time >= end)
                {
                    return;
                }

                visitor.Visit(item, weight, first + place, time, mark[place]);
            }

            first += count;
        }
    }
}
