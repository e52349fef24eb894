using System.Runtime.CompilerServices;
using Coupling.Pooling;

namespace Coupling.Bits;

/// <summary>Which k of n items, as a number below C(n, k), in just as many bits as that number of ways needs.</summary>
/// <remarks>The j-th of the items, j = 0, 1, …, lies j or more above 0: what it lies above j is one of n − k + 1 places, several items to a place.</remarks>
public sealed class SubsetCode
{
    private readonly int items;
    private readonly int size;
    private readonly CompositionCode code;

    /// <param name="items">n, 1..2^20.</param>
    /// <param name="size">k, 1..n.</param>
    public SubsetCode(int items, int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, items);
        this.items = items;
        this.size = size;
        code = new CompositionCode(items - size + 1, size);
    }

    /// <summary>⌈log₂ C(n, k)⌉: the bits that it takes.</summary>
    public int Width => code.Width;

    /// <summary>Sends a subset.</summary>
    /// <param name="wire">Where it is said.</param>
    /// <param name="subset">k items, rising.</param>
    public void Send(IBitWire wire, ReadOnlySpan<int> subset)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(subset.Length, size, nameof(subset));
        var counts = new int[items - size + 1];
        for (int rank = 0; rank < size; rank++)
        {
            counts[subset[rank] - rank]++;
        }

        code.Send(wire, counts);
    }

    /// <summary>The k items, rising.</summary>
    /// <exception cref="WireProtocolException">There are not so many subsets.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public async ValueTask<int[]> ReceiveAsync(IBitWire wire)
    {
        int[] counts = await code.ReceiveAsync(wire).ConfigureAwait(false);
        var subset = new int[size];
        int rank = 0;
        for (int place = 0; place < counts.Length; place++)
        {
            for (int left = counts[place]; left > 0; left--)
            {
                subset[rank] = place + rank;
                rank++;
            }
        }

        return subset;
    }
}
