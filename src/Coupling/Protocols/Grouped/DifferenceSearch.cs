using Coupling.Bits;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// The search of step 7 through one interval of late darts, for a dart that only Bob has. It looks at times and hashes of darts, never
/// at items; so the item of the dart that it finds has the law (q−p)₊/D.
/// </summary>
/// <remarks>
/// Shared darts cancel in the difference of the two counts. It is 1 in a fifth of all intervals, and then mostly because of one dart
/// of Bob's alone.
/// </remarks>
internal static class DifferenceSearch
{
    private const int CountBits = 2;
    private const ulong CountMask = (1 << CountBits) - 1;
    private const int LeafHashBits = 3;

    /// <summary>More darts than this no cell has: half a unit of time, of rate 1.</summary>
    private const int MostDartsPerCell = 127;

    /// <summary>Alice's side.</summary>
    /// <param name="own">Her darts of at least the interval.</param>
    /// <param name="start">The first cell.</param>
    /// <param name="cells">The length, a power of two.</param>
    /// <param name="largestArity">Into how many parts an interval is split at most, a power of two.</param>
    /// <param name="wire">The conversation about this interval alone.</param>
    public static async ValueTask<LateDart> AskAsync(LateDarts own, long start, int cells, int largestArity, IBitWire wire)
    {
        // a. Alice → Bob: how many darts she has in it, mod 4. Bob: has he one more?
        wire.Send((ulong)own.Count(start, start + cells) & CountMask, CountBits);
        if (await wire.ReceiveAsync(1).ConfigureAwait(false) == 0)
        {
            return new LateDart(InCell: false, start + cells);
        }

        // b. Down to one cell: Alice, the parity of each part but the last; Bob, the first in which his differs.
        while (cells > 1)
        {
            int arity = Arity(cells, largestArity);
            cells /= arity;
            for (int part = 0; part < arity - 1; part++)
            {
                wire.Send(Parity(own, start + (part * cells), cells), 1);
            }

            start += cells * (long)await wire.ReceiveAsync(int.Log2(arity)).ConfigureAwait(false);
        }

        // c. Alice → Bob: her darts in the cell, 3 hash bits of each.
        SendCell(own, start, wire);
        return new LateDart(InCell: true, start + 1);
    }

    /// <summary>Bob's side.</summary>
    public static async ValueTask<LateDart> AnswerAsync(LateDarts own, long start, int cells, int largestArity, IBitWire wire)
    {
        // a.
        ulong hers = await wire.ReceiveAsync(CountBits).ConfigureAwait(false);
        bool oneMore = (((ulong)own.Count(start, start + cells) - hers) & CountMask) == 1;
        wire.Send(oneMore ? 1UL : 0, 1);
        if (!oneMore)
        {
            return new LateDart(InCell: false, start + cells);
        }

        // b.
        while (cells > 1)
        {
            int arity = Arity(cells, largestArity);
            cells /= arity;
            int odd = arity - 1;
            for (int part = 0; part < arity - 1; part++)
            {
                ulong parity = await wire.ReceiveAsync(1).ConfigureAwait(false);
                bool differs = parity != Parity(own, start + (part * cells), cells);
                odd = differs && part < odd ? part : odd;
            }

            wire.Send((ulong)odd, int.Log2(arity));
            start += cells * (long)odd;
        }

        // c. The first of his darts in the cell whose hash bits none of hers has.
        int taken = await ReceiveHashesAsync(wire).ConfigureAwait(false);
        return new LateDart(InCell: true, start + 1, FirstOwn(own, start, taken));
    }

    private static void SendCell(LateDarts own, long cell, IBitWire wire)
    {
        ReadOnlySpan<LateDarts.Place> darts = own.At(cell);
        wire.SendUnary(darts.Length);
        foreach (LateDarts.Place dart in darts)
        {
            wire.Send((ulong)dart.Hash, LeafHashBits);
        }
    }

    // The hash bits that occur, as a set of 8.
    private static async ValueTask<int> ReceiveHashesAsync(IBitWire wire)
    {
        long count = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
        if (count > MostDartsPerCell)
        {
            throw new WireProtocolException($"{count} darts in half a unit of time: more than {MostDartsPerCell}.");
        }

        int taken = 0;
        for (long dart = 0; dart < count; dart++)
        {
            taken |= 1 << (int)await wire.ReceiveAsync(LeafHashBits).ConfigureAwait(false);
        }

        return taken;
    }

    private static int FirstOwn(LateDarts own, long cell, int taken)
    {
        foreach (LateDarts.Place dart in own.At(cell))
        {
            if ((taken & (1 << dart.Hash)) == 0)
            {
                return dart.Item;
            }
        }

        return LateDart.None;
    }

    private static ulong Parity(LateDarts own, long start, int cells) => (ulong)own.Count(start, start + cells) & 1;

    /// <summary>As few levels as the largest arity allows, as even as can be.</summary>
    private static int Arity(int cells, int largest)
    {
        int left = int.Log2(cells);
        int levels = (left + int.Log2(largest) - 1) / int.Log2(largest);
        return 1 << ((left + levels - 1) / levels);
    }
}
