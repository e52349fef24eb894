using Coupling.Bits;
using Coupling.Coins;
using Coupling.Lockstep;
using Coupling.Sampling;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// Step 7 for a pair that changes with the round: each demand is served from its own round, by a search after A. All demands take
/// their turns together.
/// </summary>
internal static class OwnSupply
{
    /// <summary>Alice's side.</summary>
    public static async ValueTask AskAsync(IDarts darts, long firstRound, FoundRounds found, int cells, IBitWire wire)
    {
        // Bob → Alice: which found rounds are demands.
        var code = new ArithmeticDecoder(wire);
        var isDemand = new AdaptiveBit();
        var demands = new List<int>();
        foreach (int index in found.InOrder)
        {
            if (await code.DecodeAsync(isDemand).ConfigureAwait(false) == 1)
            {
                demands.Add(index);
            }
        }

        await new Lockstep.Lockstep(demands.Count, (demand, wire) =>
        {
            long round = firstRound + demands[demand];
            Dart a = found[demands[demand]]!.Value;
            return SearchPlan.ByProbes(cells) ? Probes.AnswerAsync(darts, round, a, wire, ProbeGroups.Patient) : AskAsync(new LateDarts(darts, round, a), cells, wire);
        }).RunAsync(Role.Alice, wire).ConfigureAwait(false);
    }

    /// <summary>Bob's side. Gives one item per demand.</summary>
    /// <param name="darts">His darts.</param>
    /// <param name="firstRound">Of the unit.</param>
    /// <param name="found">The found rounds.</param>
    /// <param name="demands">The indices of those that are demands, in round order.</param>
    /// <param name="cells">The length of the first intervals.</param>
    /// <param name="wire">The unit's wire.</param>
    public static async ValueTask<int[]> SearchAsync(
        IDarts darts, long firstRound, FoundRounds found, IReadOnlyList<int> demands, int cells, IBitWire wire)
    {
        var code = new ArithmeticEncoder();
        var isDemand = new AdaptiveBit();
        var waiting = new HashSet<int>(demands);
        foreach (int index in found.InOrder)
        {
            code.Encode(waiting.Contains(index) ? 1 : 0, isDemand);
        }

        code.SendTo(wire);
        int[] items = new int[demands.Count];
        await new Lockstep.Lockstep(demands.Count, async (demand, wire) =>
        {
            long round = firstRound + demands[demand];
            Dart a = found[demands[demand]]!.Value;
            items[demand] = SearchPlan.ByProbes(cells)
                ? await Probes.AskAsync(darts, round, a, wire, ProbeGroups.Patient).ConfigureAwait(false)
                : await SearchAsync(new LateDarts(darts, round, a), cells, wire).ConfigureAwait(false);
        }).RunAsync(Role.Bob, wire).ConfigureAwait(false);
        return items;
    }

    private static async ValueTask AskAsync(LateDarts own, int cells, IBitWire wire)
    {
        long start = 0;
        for (int step = 0; step < SearchPlan.MostSteps; step++)
        {
            IntervalPlan plan = SearchPlan.Step(cells, step);
            own.MoveTo(start, start + plan.Length);
            LateDart looked = await DifferenceSearch.AskAsync(own, start, plan, wire).ConfigureAwait(false);

            // Bob → Alice, where a cell was looked at: found?
            if (looked.InCell && await wire.ReceiveAsync(1).ConfigureAwait(false) == 1)
            {
                return;
            }

            start = looked.End;
        }

        throw new WireProtocolException("A round is given up: Bob finds no dart of his own.");
    }

    private static async ValueTask<int> SearchAsync(LateDarts own, int cells, IBitWire wire)
    {
        long start = 0;
        for (int step = 0; step < SearchPlan.MostSteps; step++)
        {
            IntervalPlan plan = SearchPlan.Step(cells, step);
            own.MoveTo(start, start + plan.Length);
            LateDart looked = await DifferenceSearch.AnswerAsync(own, start, plan, wire).ConfigureAwait(false);
            if (looked.InCell)
            {
                wire.Send(looked.Item == LateDart.None ? 0UL : 1, 1);
            }

            if (looked.Item != LateDart.None)
            {
                return looked.Item;
            }

            start = looked.End;
        }

        throw new WireProtocolException("A round is given up: Alice seems to have all of Bob's darts.");
    }
}
