using System.Numerics;
using System.Runtime.CompilerServices;
using Coupling.Pooling;

namespace Coupling.Bits;

/// <summary>
/// A prefix code for one of n items, by its rank 1, 2, 3, … in an order that both parties have, or, where that would be longer, by
/// its number: an Elias code whose lengths grow by 1½ bits per doubling, with an escape. Never longer than ⌈log₂ n⌉ + 2 bits.
/// </summary>
/// <remarks>
/// With K = 2^s + low, s = 1 + 2u + v, v in {0, 1}: rank 1 is `1`; rank K > 1 is `01`, u in unary, v, and low in s bits; an escape is `00` and the
/// item's number in ⌈log₂ n⌉ bits. Why these lengths: docs/protocols/index.md.
/// </remarks>
public sealed class RankCode
{
    /// <summary>Bits of an escape beside the item's number.</summary>
    public const int EscapeBits = 2;

    private readonly int itemBits;
    private readonly int mostDoublings;

    /// <param name="n">How many items there are, at least 1.</param>
    public RankCode(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        itemBits = BitWidth.ToName(n);
        while (BitsOfDoublings(mostDoublings + 1) < LongestBits)
        {
            mostDoublings++;
        }
    }

    /// <summary>⌈log₂ n⌉ + 2: the bits of an escape, and more than those of any rank that has a word.</summary>
    public int LongestBits => itemBits + EscapeBits;

    /// <summary>The last rank that has a word; one less than a power of two.</summary>
    public int LastRank => (2 << mostDoublings) - 1;

    /// <summary>The bits of a rank, not falling; those of an escape from <see cref="LastRank"/> + 1 on.</summary>
    /// <param name="rank">At least 1.</param>
    public int BitsOf(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        return rank > LastRank ? LongestBits : BitsOfDoublings(BitOperations.Log2((uint)rank));
    }

    /// <summary>Sends a rank, 1..<see cref="LastRank"/>.</summary>
    public void SendRank(IBitWire wire, int rank)
    {
        ArgumentNullException.ThrowIfNull(wire);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, LastRank);
        if (rank == 1)
        {
            wire.Send(1, 1);
            return;
        }

        int doublings = BitOperations.Log2((uint)rank);
        wire.Send(1, 2);
        wire.SendUnary((doublings - 1) >> 1);
        wire.Send((ulong)(doublings - 1) & 1, 1);
        wire.Send((ulong)rank - (1UL << doublings), doublings);
    }

    /// <summary>Sends an item by its number, 0..n−1.</summary>
    public void SendItem(IBitWire wire, int item)
    {
        ArgumentNullException.ThrowIfNull(wire);
        wire.Send(0, EscapeBits);
        wire.Send((ulong)item, itemBits);
    }

    /// <summary>What was sent: a rank, or an item's number of ⌈log₂ n⌉ bits, which may be n or more.</summary>
    /// <exception cref="WireProtocolException">No rank has this word.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public async ValueTask<(bool IsRank, int Value)> ReceiveAsync(IBitWire wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        if (await wire.ReceiveAsync(1).ConfigureAwait(false) == 1)
        {
            return (true, 1);
        }

        if (await wire.ReceiveAsync(1).ConfigureAwait(false) == 0)
        {
            return (false, (int)await wire.ReceiveAsync(itemBits).ConfigureAwait(false));
        }

        long pairs = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
        long doublings = 1 + (2 * pairs) + (long)await wire.ReceiveAsync(1).ConfigureAwait(false);
        if (doublings > mostDoublings)
        {
            throw new WireProtocolException($"A rank of 2^{doublings} or more came where {LastRank} is the last that has a word.");
        }

        return (true, (1 << (int)doublings) + (int)await wire.ReceiveAsync((int)doublings).ConfigureAwait(false));
    }

    private static int BitsOfDoublings(int doublings) => doublings == 0 ? 1 : EscapeBits + ((doublings - 1) >> 1) + 2 + doublings;
}
