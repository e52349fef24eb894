using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>
/// The race of one round over a row that was never seen before, `race.block-v1`: one pass over the row for the largest weight of each 64 items,
/// then only those blocks are opened whose first arrival comes early enough for their heaviest item. The winner is the item with the smallest
/// time over weight, the lower item on a tie; exactly of the row's law, and two parties with the same coins agree with the Gumbel law of
/// docs/theory.md.
/// </summary>
/// <remarks>Keeps two numbers per 64 items between rounds, and nothing else. Not for several threads.</remarks>
public sealed class BlockRace(PublicCoins coins)
{
    private const int BlockItems = RaceBlockV1.BlockItems;

    /// <summary>Blocks that are opened together, as many as a vector has lanes.</summary>
    private const int Together = 8;

    private readonly RaceBlockV1 race = new(coins);
    private readonly double[] room = new double[BlockItems];
    private readonly uint[] early = new uint[Together];
    private readonly ulong[] prefixes = new ulong[Together];
    private readonly double[] firsts = new double[Together];
    private readonly ulong[] places = new ulong[Together];
    private readonly ulong[] othersLow = new ulong[Together * Prefixes.Words];
    private readonly ulong[] othersHigh = new ulong[Together * Prefixes.Words];
    private ulong[] firstsLow = [];
    private ulong[] firstsHigh = [];
    private double[] maxima = [];
    private float[] narrowMaxima = [];

    /// <summary>The item that wins a round.</summary>
    /// <param name="weights">1..2^20, not negative and not all 0; they need not sum to 1.</param>
    /// <param name="round">0..2^48−1.</param>
    public int Sample(ReadOnlySpan<double> weights, long round)
    {
        Span<double> largest = Grow(ref maxima, weights.Length);
        BlockMaxima.Fill(weights, largest);
        return Sample(weights, largest, round);
    }

    /// <summary>The same of binary32 weights: the item that wins with the binary64 numbers of the same value.</summary>
    /// <param name="weights">1..2^20, not negative and not all 0; they need not sum to 1.</param>
    /// <param name="round">0..2^48−1.</param>
    public int Sample(ReadOnlySpan<float> weights, long round)
    {
        Span<float> narrow = Grow(ref narrowMaxima, weights.Length);
        BlockMaxima.Fill(weights, narrow);
        Span<double> largest = Grow(ref maxima, weights.Length);
        Widened.Copy<float>(narrow, largest);
        return Sample(weights, largest, round);
    }

    /// <summary>The same where the largest weight of each block is known.</summary>
    internal int Sample<T>(ReadOnlySpan<T> weights, ReadOnlySpan<double> largest, long round)
        where T : unmanaged, INumber<T>
    {
        int groups = (largest.Length + BlockItems - 1) / BlockItems;
        Span<ulong> low = Words(ref firstsLow, groups);
        Span<ulong> high = Words(ref firstsHigh, groups);
        race.FirstPrefixes(round, low, high);
        var leader = new Leader();

        // The block of the heaviest item first: it mostly gives a bound that spares most others.
        int heaviest = IndexOfLargest(largest);
        Add(heaviest, low, high, 0);
        int waiting = 1;
        for (int group = 0; group < groups; group++)
        {
            ulong near = Prefixes.Below(
                low[(group * Prefixes.Words)..],
                high[(group * Prefixes.Words)..],
                Widened.Group(largest, group * BlockItems, room),
                start: 0,
                leader.Bound * BlockItems);
            for (; near != 0; near &= near - 1)
            {
                int block = (group * BlockItems) + BitOperations.TrailingZeroCount(near);
                if (block != heaviest)
                {
                    Add(block, low, high, waiting++);
                    if (waiting == Together)
                    {
                        OpenSome(weights, largest, round, waiting, ref leader);
                        waiting = 0;
                    }
                }
            }
        }

        OpenSome(weights, largest, round, waiting, ref leader);
        return leader.Item;
    }

    private void Add(int block, ReadOnlySpan<ulong> low, ReadOnlySpan<ulong> high, int index)
    {
        int word = block / BlockItems * Prefixes.Words;
        early[index] = (uint)block;
        prefixes[index] = Prefixes.Of(low[word..], high[word..], block % BlockItems);
    }

    /// <summary>Opens those of the waiting blocks that do have an arrival before the leader's. What can be made of all of them at once is.</summary>
    private void OpenSome<T>(ReadOnlySpan<T> weights, ReadOnlySpan<double> largest, long round, int count, ref Leader leader)
        where T : unmanaged, INumber<T>
    {
        race.Firsts(round, early, prefixes, firsts, places);
        for (int index = 0; index < count; index++)
        {
            race.OtherPrefixes(
                round, (int)early[index], othersLow.AsSpan(index * Prefixes.Words, Prefixes.Words), othersHigh.AsSpan(index * Prefixes.Words, Prefixes.Words));
        }

        for (int index = 0; index < count; index++)
        {
            if (firsts[index] < leader.Bound * largest[(int)early[index]])
            {
                Open(weights, round, index, ref leader);
            }
        }
    }

    /// <summary>Lets the items of a block run that may come before the leader.</summary>
    private void Open<T>(ReadOnlySpan<T> weights, long round, int index, ref Leader leader)
        where T : unmanaged, INumber<T>
    {
        int start = (int)early[index] * BlockItems;
        int firstPlace = (int)places[index];
        double first = firsts[index];
        if (start + firstPlace < weights.Length)
        {
            leader.Challenge(start + firstPlace, first, double.CreateTruncating(weights[start + firstPlace]));
        }

        ReadOnlySpan<double> weight = Widened.Group(weights, start, room);
        ReadOnlySpan<ulong> low = othersLow.AsSpan(index * Prefixes.Words, Prefixes.Words);
        ReadOnlySpan<ulong> high = othersHigh.AsSpan(index * Prefixes.Words, Prefixes.Words);
        for (ulong near = Prefixes.Below(low, high, weight, first, leader.Bound) & ~(1UL << firstPlace); near != 0; near &= near - 1)
        {
            int place = BitOperations.TrailingZeroCount(near);
            double later = race.OtherUniform(round, start + place, Prefixes.Of(low, high, place));

            // E ≥ v: one of many items that are near loses before its logarithm is taken.
            if (first + later < leader.Bound * weight[place])
            {
                leader.Challenge(start + place, first + Exponential.FromUniform(later), weight[place]);
            }
        }
    }

    private static int IndexOfLargest(ReadOnlySpan<double> of)
    {
        // Numbers that are not negative have the order of their bits.
        ReadOnlySpan<long> bits = MemoryMarshal.Cast<double, long>(of);
        var largest = new Vector<long>(bits[0]);
        ReadOnlySpan<Vector<long>> vectors = MemoryMarshal.Cast<long, Vector<long>>(bits);
        foreach (Vector<long> some in vectors)
        {
            largest = Vector.Max(largest, some);
        }

        long found = bits[0];
        for (int lane = 0; lane < Vector<long>.Count; lane++)
        {
            found = Math.Max(found, largest[lane]);
        }

        foreach (long one in bits[(vectors.Length * Vector<long>.Count)..])
        {
            found = Math.Max(found, one);
        }

        return bits.IndexOf(found);
    }

    private static Span<ulong> Words(ref ulong[] kept, int groups)
    {
        int count = groups * Prefixes.Words;
        if (kept.Length < count)
        {
            kept = new ulong[count];
        }

        return kept.AsSpan(0, count);
    }

    private static Span<T> Grow<T>(ref T[] kept, int items)
    {
        int count = BlockMaxima.Count(items);
        if (kept.Length < count)
        {
            kept = new T[count];
        }

        return kept.AsSpan(0, count);
    }

    private struct Leader
    {
        private double arrival = double.PositiveInfinity;

        public Leader()
        {
        }

        public int Item { get; private set; } = int.MaxValue;

        /// <summary>Above the leader's time: an item of weight p that comes no earlier than Bound·p cannot win.</summary>
        public double Bound { get; private set; } = double.PositiveInfinity;

        public void Challenge(int item, double time, double weight)
        {
            // An item without weight is never below.
            if (!(time < Bound * weight))
            {
                return;
            }

            double scaled = time / weight;
            if (scaled < arrival || (scaled == arrival && item < Item))
            {
                arrival = scaled;
                Bound = scaled * Exponential.Margin;
                Item = item;
            }
        }
    }
}
