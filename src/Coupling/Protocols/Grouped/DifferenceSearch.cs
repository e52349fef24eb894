using Coupling.Bits;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// The search of step 7 through a few intervals of late darts, for a dart that only Bob has. It looks at times and hashes of darts, never
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
    /// <param name="own">Her darts of at least the intervals.</param>
    /// <param name="start">The first cell.</param>
    /// <param name="plan">How many neighbouring intervals, how long they are and how they are split.</param>
    /// <param name="wire">The conversation about these intervals alone.</param>
    public static async ValueTask<LateDart> AskAsync(LateDarts own, long start, IntervalPlan plan, IBitWire wire)
    {
        // a. Alice → Bob: how many darts she has in each, mod 4. Bob: has he one more in one of them, and in which first?
        for (int index = 0; index < plan.Intervals; index++)
        {
            wire.Send(CountIn(own, start, index, plan.Cells), CountBits);
        }

        if (await wire.ReceiveAsync(1).ConfigureAwait(false) == 0)
        {
            return new LateDart(InCell: false, start + plan.Length);
        }

        start += plan.Cells * (long)await wire.ReceiveAsync(int.Log2(plan.Intervals)).ConfigureAwait(false);

        // b. Down to one cell: Alice, the parity of each part but the last; Bob, the first in which his differs.
        for (int cells = plan.Cells; cells > 1;)
        {
            int arity = plan.Arity(cells);
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
    public static async ValueTask<LateDart> AnswerAsync(LateDarts own, long start, IntervalPlan plan, IBitWire wire)
    {
        // a.
        int first = plan.Intervals;
        for (int index = 0; index < plan.Intervals; index++)
        {
            ulong hers = await wire.ReceiveAsync(CountBits).ConfigureAwait(false);
            bool oneMore = ((CountIn(own, start, index, plan.Cells) - hers) & CountMask) == 1;
            first = oneMore && index < first ? index : first;
        }

        bool found = first < plan.Intervals;
        wire.Send(found ? 1UL : 0, 1);
        if (!found)
        {
            return new LateDart(InCell: false, start + plan.Length);
        }

        wire.Send((ulong)first, int.Log2(plan.Intervals));
        start += plan.Cells * (long)first;

        // b.
        for (int cells = plan.Cells; cells > 1;)
        {
            int arity = plan.Arity(cells);
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

    private static ulong CountIn(LateDarts own, long start, int index, int cells) =>
        (ulong)own.Count(start + (index * (long)cells), start + ((index + 1) * (long)cells)) & CountMask;

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
}
