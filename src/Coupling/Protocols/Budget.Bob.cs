using System.Numerics;
using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Budget
{
    private const ulong Differs = 1;
    private const ulong Late = 1;
    private const ulong Shared = 1;

    private sealed class Bob(Budget budget, PartyContext party) : Side(budget, party)
    {
        protected override async ValueTask TellAsync(BudgetPlan plan, Row row, CappedWire wire)
        {
            // 1. Alice → Bob: how heavy her heaviest item is, and her row, all of it or some of its items.
            int hers = await ReceiveHeaviestAsync(wire).ConfigureAwait(false);
            double[] told = new double[plan.Sketch.Points];
            double[] own = new double[told.Length];
            for (int point = 0; point < told.Length; point++)
            {
                int item = plan.Sketch.IsWhole ? point : (int)await wire.ReceiveAsync(ItemBits).ConfigureAwait(false);
                own[point] = item < row.Length ? row[item] : throw new WireProtocolException($"There is no item {item} among {row.Length}.");
                told[point] = BudgetSketch.Decode(await wire.ReceiveAsync(BudgetSketch.WeightBits).ConfigureAwait(false));
            }

            // 2. Bob → Alice: how heavy his is, how far apart the rows are, what is to be gained.
            int his = Heaviest(row);
            var outlook = BudgetOutlook.Of(plan.Sketch, told, own);
            SendHeaviest(wire, his);
            wire.Send(BudgetSketch.Encode(outlook.Distance), BudgetSketch.WeightBits);
            wire.Send((ulong)outlook.GainSteps, BudgetOutlook.GainBits);
            plan.Begin(hers, his, outlook);
        }

        protected override async ValueTask<IReadOnlyList<int>> DetectAsync(
            BudgetPlan plan, DetectionWave wave, BlockSearch search, SettingTally settings, CappedWire wire)
        {
            while (search.Active.Count > 0)
            {
                // 3. Alice → Bob, per block: c hash bits, those of all its rounds added modulo 2.
                var difference = new List<ulong>();
                foreach (int block in search.Active)
                {
                    difference.Add(search.HashOf(block) ^ await wire.ReceiveAsync(wave.HashBits).ConfigureAwait(false));
                }

                // 4. Bob → Alice, per block: 1 if his bits are others.
                var differing = new List<int>();
                for (int index = 0; index < difference.Count; index++)
                {
                    wire.Send(difference[index] == 0 ? 0 : Differs, 1);
                    if (difference[index] != 0)
                    {
                        differing.Add(search.Active[index]);
                    }
                }

                // 5. Bob → Alice, per block that is searched, as many as the bits are sure to last for: the lowest bit that differs.
                difference.RemoveAll(bits => bits == 0);
                var lowest = new int[plan.Admit(wave, differing.Count, wire.Remaining)];
                for (int index = 0; wave.Size > 1 && index < lowest.Length; index++)
                {
                    lowest[index] = BitOperations.TrailingZeroCount(difference[index]);
                    wire.SendUnary(lowest[index], wave.HashBits - 1);
                }

                search.Descend(differing, lowest, settings);
                while (search.PartSize > 1)
                {
                    // 6. Alice → Bob, per part: the parity of that bit in all its children but the last.
                    var chosen = new int[search.Parts.Count];
                    for (int index = 0; index < chosen.Length; index++)
                    {
                        chosen[index] = await FirstDifferentAsync(search, search.Parts[index], wire).ConfigureAwait(false);
                    }

                    // 7. Bob → Alice, per part: the first child that differs. There is one, since the part differs.
                    foreach (int child in chosen)
                    {
                        wire.Send((ulong)child, BitWidth.ToName(search.Children));
                    }

                    search.Choose(chosen);
                }

                plan.Add(lowest.Length);
                search.Finish(plan.Recheck(wave, search.Check, lowest.Length, wire.Remaining), settings);
            }

            plan.SawDarts(wave, search.Differences);
            return search.Found;
        }

        private static async ValueTask<int> FirstDifferentAsync(BlockSearch search, BlockSearch.Part part, CappedWire wire)
        {
            int last = search.Children - 1;
            int chosen = last;
            for (int child = 0; child < last; child++)
            {
                bool same = await wire.ReceiveAsync(1).ConfigureAwait(false) == search.ParityOf(part, child);
                chosen = same || chosen < last ? chosen : child;
            }

            return chosen;
        }

        protected override async ValueTask NameAsync(Unit unit, List<int> found, Dart[] first, CappedWire wire)
        {
            // 8. Alice → Bob: the names of A in the found rounds.
            var named = new List<Dart>();
            foreach (int index in found)
            {
                long round = unit.Rounds.First + index;
                Dart a = await ReceiveNameAsync(wire, Darts, round, fromWindow: 0, AlphabetSize).ConfigureAwait(false);
                named.Add(a != first[index] ? a : throw new WireProtocolException($"In round {round} Alice names the dart that did not differ."));
            }

            // 9. Bob → Alice, per found round: 0 if it is early, x1 before A; 1 if it is late, and x1's name, its window counted from A's.
            for (int place = 0; place < found.Count; place++)
            {
                Dart x1 = first[found[place]];
                bool early = x1.IsBefore(named[place]);
                wire.Send(early ? 0 : Late, 1);
                if (!early)
                {
                    SendName(wire, x1, named[place].Window, ItemBits);
                }
            }

            // 10. Alice → Bob: which of these are her darts too; how many she has between A and x1. He exchanges.
            var exchange = new Exchange();
            for (int place = 0; place < found.Count; place++)
            {
                int index = found[place];
                Dart x1 = first[index];
                if (x1.IsBefore(named[place]))
                {
                    AddEarly(exchange, unit.Rounds.First + index, index, x1, named[place]);
                }
                else
                {
                    exchange.AddLate(index, x1.Item, await wire.ReceiveAsync(1).ConfigureAwait(false) == Shared);
                }
            }

            int spares = (int)await wire.ReceiveAsync(NamingReserve.CountBits(found.Count)).ConfigureAwait(false);
            exchange.Settle(spares, unit.Samples.Span);
        }

        private void AddEarly(Exchange exchange, long round, int index, in Dart x1, in Dart a)
        {
            exchange.AddEarly(index, x1.Item, a.Height < Darts.Weight(round, a.Item) ? a.Item : -1);
            for (var between = new DartCursor(Darts, round, x1); between.Peek().IsBefore(a);)
            {
                exchange.AddSpare(between.Take().Item);
            }
        }
    }
}
