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
            Check(pass < SearchPlan.MostSteps, "A unit is given up: its demands cannot be served.");
            most = missing;
            (int intervals, IntervalPlan each) = SearchPlan.Pass(cells, missing, pass);
            long from = start;
            start += intervals * each.Length;
            own.MoveTo(from, start);
            await new Lockstep.Lockstep(intervals, async (index, interval) =>
                await DifferenceSearch.AskAsync(own, from + (index * each.Length), each, interval).ConfigureAwait(false))
                .RunAsync(Role.Alice, wire).ConfigureAwait(false);
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

            Check(pass < SearchPlan.MostSteps, "A unit is given up: Alice seems to have all of Bob's darts.");
            (int intervals, IntervalPlan each) = SearchPlan.Pass(cells, missing, pass);
            long from = start;
            start += intervals * each.Length;
            own.MoveTo(from, start);
            int[] items = new int[intervals];
            await new Lockstep.Lockstep(intervals, async (index, interval) =>
            {
                LateDart looked = await DifferenceSearch.AnswerAsync(own, from + (index * each.Length), each, interval).ConfigureAwait(false);
                items[index] = looked.Item;
            }).RunAsync(Role.Bob, wire).ConfigureAwait(false);
            foreach (int item in items.Where(item => item != LateDart.None))
            {
                pool.Add(item);
            }
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
