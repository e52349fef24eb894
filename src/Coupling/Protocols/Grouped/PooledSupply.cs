using Coupling.Bits;
using Coupling.Coins;
using Coupling.Lockstep;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// Step 7 for a pair that stays: passes through the unit's supply of late darts, many intervals at a time, until the pool holds an
/// item for every demand. All intervals of a pass take their turns together.
/// </summary>
internal static class PooledSupply
{
    /// <summary>Alice's side.</summary>
    /// <param name="own">Her supply.</param>
    /// <param name="cells">The length of the first intervals.</param>
    /// <param name="most">Demands there can be.</param>
    /// <param name="wire">The unit's wire.</param>
    public static async ValueTask AskAsync(LateDarts own, int cells, int most, IBitWire wire)
    {
        long start = 0;
        for (int pass = 0; ; pass++)
        {
            // Bob → Alice: how many demands the pool cannot serve.
            int missing = await wire.ReceiveGammaAsync().ConfigureAwait(false);
            if (missing == 0)
            {
                return;
            }

            Check(missing <= most, $"{missing} demands where there can be {most}.");
            Check(pass < SearchPlan.MostIntervals, "A unit is given up: its demands cannot be served.");
            most = missing;
            (int intervals, int length) = SearchPlan.Pass(cells, missing, pass);
            own.MoveTo(start, start + ((long)intervals * length));
            long from = start;
            await new Lockstep.Lockstep(intervals, async (index, interval) =>
                await DifferenceSearch.AskAsync(own, from + ((long)index * length), length, SearchPlan.PassArity, interval).ConfigureAwait(false))
                .RunAsync(Role.Alice, wire).ConfigureAwait(false);
            start += (long)intervals * length;
        }
    }

    /// <summary>Bob's side. Fills the pool until it holds as many items as there are demands.</summary>
    public static async ValueTask FillAsync(LateDarts own, ItemPool pool, int demands, int cells, IBitWire wire)
    {
        long start = 0;
        for (int pass = 0; ; pass++)
        {
            int missing = Math.Max(0, demands - pool.Count);
            wire.SendGamma(missing);
            if (missing == 0)
            {
                return;
            }

            Check(pass < SearchPlan.MostIntervals, "A unit is given up: Alice seems to have all of Bob's darts.");
            (int intervals, int length) = SearchPlan.Pass(cells, missing, pass);
            own.MoveTo(start, start + ((long)intervals * length));
            long from = start;
            int[] items = new int[intervals];
            await new Lockstep.Lockstep(intervals, async (index, interval) =>
            {
                LateDart answer = await DifferenceSearch.AnswerAsync(
                    own, from + ((long)index * length), length, SearchPlan.PassArity, interval).ConfigureAwait(false);
                items[index] = answer.Item;
            }).RunAsync(Role.Bob, wire).ConfigureAwait(false);
            foreach (int item in items.Where(item => item != LateDart.None))
            {
                pool.Add(item);
            }

            start += (long)intervals * length;
        }
    }

    private static void Check(bool allowed, string otherwise)
    {
        if (!allowed)
        {
            throw new WireProtocolException(otherwise);
        }
    }
}
