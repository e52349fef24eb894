using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols.Grouped;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class RepairGrouped
{
    private sealed class Bob(PartyContext party, RepairGrouped mode) : IConversation
    {
        private readonly bool pools = party.PairStaysFor(mode.UnitRounds);
        private readonly IDarts darts = SharedDarts.Of(party);

        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            // x1: his first dart of each round.
            var x1 = new Dart[unit.Rounds.Count];
            for (int index = 0; index < x1.Length; index++)
            {
                x1[index] = darts.First(unit.Rounds.First + index);
            }

            darts.ReleaseFirst(unit.Rounds);

            FoundRounds found = await new Detection(mode, party, darts).RunAsync(unit, x1, wire).ConfigureAwait(false);

            // 5. The pool: of found rounds, in round order, the items of his darts before A. None of them is hers.
            var pool = new ItemPool();
            if (pools)
            {
                int[] early = [.. found.InOrder.Where(index => x1[index].IsBefore(found[index]!.Value))];
                darts.Announce([.. early.Select(index => unit.Rounds.First + index)]);
                foreach (int index in early)
                {
                    pool.AddBefore(darts, unit.Rounds.First + index, found[index]!.Value);
                }
            }

            // 6. b is x1's item in a round not found, A's in a found one where he could have had it. Else the round is a demand.
            var demands = new List<int>();
            for (int index = 0; index < x1.Length; index++)
            {
                Dart b = x1[index];
                if (found[index] is { } a)
                {
                    if (a.Height < darts.Weight(unit.Rounds.First + index, a.Item))
                    {
                        b = a;
                    }
                    else if (pools || a.IsBefore(x1[index]))
                    {
                        demands.Add(index);
                    }
                }

                unit.Samples.Span[index] = b.Item;
            }

            if (found.Count == 0)
            {
                return;
            }

            // 7. Demands that the pool cannot serve, or all of them if there is none: by searches.
            int cells = SearchPlan.Cells(found.Count, x1.Length, mode.HashBits);
            if (pools)
            {
                await PooledSupply.FillAsync(LateDarts.Supply(darts, unit.Rounds.First), pool, demands.Count, cells, wire).ConfigureAwait(false);
            }
            else
            {
                foreach (int item in await OwnSupply.SearchAsync(darts, unit.Rounds.First, found, demands, cells, wire).ConfigureAwait(false))
                {
                    pool.Add(item);
                }
            }

            // 8. In round order, each demand takes the head of the queue. What is left over is dropped.
            foreach (int index in demands)
            {
                unit.Samples.Span[index] = pool.Take();
            }
        }
    }
}
