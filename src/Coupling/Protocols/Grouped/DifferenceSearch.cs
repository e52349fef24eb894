using Coupling.Bits;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// One search of a demand of its own in step 7, through a few intervals of late darts, for a dart that only Bob has. It looks at times
/// and hashes of darts, never at items; so the item of the dart that it finds has the law (q−p)₊/D.
/// </summary>
/// <remarks>
/// Shared darts cancel in the difference of the two counts. It is 1 in a fifth of all intervals, and then mostly because of one dart
/// of Bob's alone.
/// </remarks>
internal static class DifferenceSearch
{
    private const int CountBits = 2;

    /// <summary>Alice's side.</summary>
    /// <param name="own">Her darts of at least the intervals.</param>
    /// <param name="start">The first cell.</param>
    /// <param name="plan">How many intervals (a power of two), how long they are and how they are split.</param>
    /// <param name="wire">The conversation about this demand alone.</param>
    public static async ValueTask<LateDart> AskAsync(LateDarts own, long start, IntervalPlan plan, IBitWire wire)
    {
        // a. Alice → Bob: how many darts she has in each, mod 4. Bob: has he one more in one of them, and in which first?
        for (int index = 0; index < plan.Intervals; index++)
        {
            wire.Send((ulong)plan.CountIn(own, start, index), CountBits);
        }

        if (await wire.ReceiveAsync(1).ConfigureAwait(false) == 0)
        {
            return new LateDart(InCell: false, start + plan.Length);
        }

        start = plan.StartOf(start, (int)await wire.ReceiveAsync(int.Log2(plan.Intervals)).ConfigureAwait(false));

        // b. Down to one cell: Alice, the parity of each part but the last; Bob, the first in which his differs.
        for (int cells = plan.Cells; cells > 1;)
        {
            int arity = plan.Arity(cells);
            cells /= arity;
            PartExchange.Send(own, start, cells, arity, wire);
            start += cells * (long)await wire.ReceiveAsync(int.Log2(arity)).ConfigureAwait(false);
        }

        // c. Alice → Bob: her darts in the cell.
        CellExchange.Send(own, start, wire);
        return new LateDart(InCell: true, start + 1);
    }

    /// <summary>Bob's side.</summary>
    public static async ValueTask<LateDart> AnswerAsync(LateDarts own, long start, IntervalPlan plan, IBitWire wire)
    {
        // a.
        int first = plan.Intervals;
        for (int index = 0; index < plan.Intervals; index++)
        {
            var hers = (int)await wire.ReceiveAsync(CountBits).ConfigureAwait(false);
            bool oneMore = IntervalPlan.IsOneMore(plan.CountIn(own, start, index), hers);
            first = oneMore ? Math.Min(first, index) : first;
        }

        bool found = first < plan.Intervals;
        wire.Send(found ? 1UL : 0, 1);
        if (!found)
        {
            return new LateDart(InCell: false, start + plan.Length);
        }

        wire.Send((ulong)first, int.Log2(plan.Intervals));
        start = plan.StartOf(start, first);

        // b.
        for (int cells = plan.Cells; cells > 1;)
        {
            int arity = plan.Arity(cells);
            cells /= arity;
            int odd = await PartExchange.ReceiveAsync(own, start, cells, arity, wire).ConfigureAwait(false);
            wire.Send((ulong)odd, int.Log2(arity));
            start += cells * (long)odd;
        }

        // c. The first of his darts in the cell with hash bits that none of hers has.
        int item = await CellExchange.ReceiveAsync(own, start, wire).ConfigureAwait(false);
        return new LateDart(InCell: true, start + 1, item);
    }
}
