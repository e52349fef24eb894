using System.Numerics;
using System.Runtime.CompilerServices;
using Coupling.Numerics;
using Coupling.Pooling;

namespace Coupling.Bits;

/// <summary>
/// How L units lie in n places, as a number below C(L + n − 1, L), in just as many bits as that number of ways needs. The places are halved
/// again and again; the ways are ordered by how many units lie in the first half, then by the ways of the halves.
/// </summary>
/// <remarks>
/// With N(n, k) = C(k + n − 1, k) ways of k units in n places, those with s of them in the first n₁ of n₁ + n₂ places are N(n₁, s)·N(n₂, k − s), and one such
/// number follows from another by a fraction of small numbers. So the work is O(L log n) steps on numbers that get shorter from half to half.
/// </remarks>
public sealed class CompositionCode
{
    private readonly int places;
    private readonly int units;
    private readonly BigInteger ways;

    /// <param name="places">n, 1..2^20.</param>
    /// <param name="units">L, 1..2^20.</param>
    public CompositionCode(int places, int units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places, 1 << 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, 1 << 20);
        this.places = places;
        this.units = units;
        ways = WaysOf(places, units).ToBigInteger();
        Width = (int)(ways - 1).GetBitLength();
    }

    /// <summary>⌈log₂ C(L + n − 1, L)⌉: the bits that it takes.</summary>
    public int Width { get; }

    /// <summary>Sends where the units lie.</summary>
    /// <param name="wire">Where it is said.</param>
    /// <param name="counts">n numbers of units, L together.</param>
    public void Send(IBitWire wire, ReadOnlySpan<int> counts)
    {
        ArgumentNullException.ThrowIfNull(wire);
        BigInteger index = IndexOf(counts);
        for (int left = Width; left > 0;)
        {
            int width = ((left - 1) % 64) + 1;
            left -= width;
            wire.Send((ulong)((index >> left) & ulong.MaxValue) & (ulong.MaxValue >> (64 - width)), width);
        }
    }

    /// <summary>Where the units lie, as <see cref="Send"/> sends it.</summary>
    /// <exception cref="WireProtocolException">There are not so many ways.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public async ValueTask<int[]> ReceiveAsync(IBitWire wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        BigInteger index = 0;
        for (int left = Width; left > 0;)
        {
            int width = ((left - 1) % 64) + 1;
            left -= width;
            index = (index << width) | await wire.ReceiveAsync(width).ConfigureAwait(false);
        }

        return index < ways
            ? CountsOf(index)
            : throw new WireProtocolException($"A number of {Width} bits came that names no way of {units} units in {places} places.");
    }

    /// <summary>The number of a way.</summary>
    /// <param name="counts">n numbers of units, L together.</param>
    internal BigInteger IndexOf(ReadOnlySpan<int> counts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, places, nameof(counts));
        var before = new int[places + 1];
        for (int place = 0; place < places; place++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(counts[place], nameof(counts));
            before[place + 1] = checked(before[place] + counts[place]);
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(before[^1], units, nameof(counts));
        return IndexOf(before, 0, places);
    }

    /// <summary>The way of a number, 0 to the number of ways less 1.</summary>
    internal int[] CountsOf(BigInteger index)
    {
        var counts = new int[places];
        Fill(counts, units, index);
        return counts;
    }

    private static BigInteger IndexOf(int[] before, int start, int length)
    {
        int end = start + length;
        int count = before[end] - before[start];
        if (count == 0 || length == 1)
        {
            return BigInteger.Zero;
        }

        int middle = start + (length / 2);
        int inFirst = before[middle] - before[start];
        var split = new Split(length / 2, length - (length / 2), count);
        var smaller = new Natural(0);
        while (split.InFirst < inFirst)
        {
            smaller.Add(split.Ways);
            split.Next();
        }

        BigInteger first = IndexOf(before, start, length / 2);
        BigInteger second = IndexOf(before, middle, end - middle);
        BigInteger offset = smaller.ToBigInteger() + second;
        return first.IsZero ? offset : offset + (first * split.WaysOfSecond().ToBigInteger());
    }

    private static void Fill(Span<int> counts, int count, BigInteger index)
    {
        if (count == 0 || counts.Length == 1)
        {
            counts[0] = count;
            return;
        }

        int half = counts.Length / 2;
        var split = new Split(half, counts.Length - half, count);
        var left = new Natural(index);
        while (left.TrySubtract(split.Ways))
        {
            split.Next();
        }

        BigInteger first = BigInteger.DivRem(left.ToBigInteger(), split.WaysOfSecond().ToBigInteger(), out BigInteger second);
        Fill(counts[..half], split.InFirst, first);
        Fill(counts[half..], count - split.InFirst, second);
    }

    // C(k + n − 1, k), by the shorter of the two ways to write it.
    private static Natural WaysOf(int places, int units)
    {
        var ways = new Natural(1);
        int steps = Math.Min(units, places - 1);
        for (int step = 1; step <= steps; step++)
        {
            ways.Scale((ulong)(places + units - step), (ulong)step);
        }

        return ways;
    }

    /// <summary>The ways of some units in two halves, by how many lie in the first: 0, then one more at each step.</summary>
    private sealed class Split(int placesOfFirst, int placesOfSecond, int count)
    {
        public int InFirst { get; private set; }

        /// <summary>How many ways have so many in the first half.</summary>
        public Natural Ways { get; } = WaysOf(placesOfSecond, count);

        public void Next()
        {
            ulong left = (ulong)(count - InFirst);
            Ways.Scale(((ulong)placesOfFirst + (ulong)InFirst) * left, ((ulong)InFirst + 1) * ((ulong)placesOfSecond + left - 1));
            InFirst++;
        }

        /// <summary>The ways of the second half alone.</summary>
        public Natural WaysOfSecond() => WaysOf(placesOfSecond, count - InFirst);
    }
}
