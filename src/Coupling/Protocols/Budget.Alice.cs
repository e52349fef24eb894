using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Budget
{
    private sealed class Alice(Budget budget, PartyContext party) : Side(budget, party)
    {
        protected override async ValueTask TellAsync(BudgetPlan plan, Row row, CappedWire wire)
        {
            // 1. Alice → Bob: how heavy her heaviest item is, and her row, all of it or some of its items.
            int hers = Heaviest(row);
            SendHeaviest(wire, hers);
            foreach (int item in plan.Sketch.ItemsOf(row))
            {
                if (!plan.Sketch.IsWhole)
                {
                    wire.Send((ulong)item, ItemBits);
                }

                wire.Send(BudgetSketch.Encode(row[item]), BudgetSketch.WeightBits);
            }

            // 2. Bob: how heavy his is, how far apart the rows are, what is to be gained.
            int his = await ReceiveHeaviestAsync(wire).ConfigureAwait(false);
            double distance = BudgetSketch.Decode(await wire.ReceiveAsync(BudgetSketch.WeightBits).ConfigureAwait(false));
            int gain = (int)await wire.ReceiveAsync(BudgetOutlook.GainBits).ConfigureAwait(false);
            plan.Begin(hers, his, new BudgetOutlook(distance, gain));
        }

        protected override async ValueTask<IReadOnlyList<int>> DetectAsync(
            BudgetPlan plan, DetectionWave wave, BlockSearch search, SettingTally settings, CappedWire wire)
        {
            while (search.Active.Count > 0)
            {
                // 3. Alice → Bob, per block: c hash bits, those of all its rounds added modulo 2.
                foreach (int block in search.Active)
                {
                    wire.Send(search.HashOf(block), wave.HashBits);
                }

                // 4. Bob: which blocks differ?
                var differing = new List<int>();
                foreach (int block in search.Active)
                {
                    if (await wire.ReceiveAsync(1).ConfigureAwait(false) == Differs)
                    {
                        differing.Add(block);
                    }
                }

                // 5. Bob: in which hash bit, as many as are searched?
                var bits = new int[plan.Admit(wave, differing.Count, wire.Remaining)];
                for (int index = 0; wave.Size > 1 && index < bits.Length; index++)
                {
                    bits[index] = await wire.ReceiveUnaryAsync(wave.HashBits - 1).ConfigureAwait(false);
                }

                search.Descend(differing, bits, settings);
                while (search.PartSize > 1)
                {
                    // 6. Alice → Bob, per part: the parity of that bit in all its children but the last.
                    foreach (BlockSearch.Part part in search.Parts)
                    {
                        for (int child = 0; child < search.Children - 1; child++)
                        {
                            wire.Send(search.ParityOf(part, child), 1);
                        }
                    }

                    // 7. Bob: the first child that differs.
                    var chosen = new int[search.Parts.Count];
                    for (int index = 0; index < chosen.Length; index++)
                    {
                        chosen[index] = (int)await wire.ReceiveAsync(BitWidth.ToName(search.Children)).ConfigureAwait(false);
                    }

                    search.Choose(chosen);
                }

                plan.Add(bits.Length);
                search.Finish(plan.Recheck(wave, search.Check, bits.Length, wire.Remaining), settings);
            }

            plan.SawDarts(wave, search.Differences);
            return search.Found;
        }

        protected override async ValueTask NameAsync(Unit unit, List<int> found, Dart[] first, CappedWire wire)
        {
            // 8. Alice → Bob: the names of A in the found rounds.
            foreach (int index in found)
            {
                SendName(wire, first[index], fromWindow: 0, ItemBits);
            }

            // 9. Bob: is the round late, A before x1? If so, x1's name.
            var shared = new BitWriter();
            int spares = 0;
            foreach (int index in found)
            {
                if (await wire.ReceiveAsync(1).ConfigureAwait(false) == Late)
                {
                    long round = unit.Rounds.First + index;
                    Dart a = first[index];
                    Dart x1 = await ReceiveNameAsync(wire, Darts, round, a.Window, AlphabetSize).ConfigureAwait(false);
                    if (!a.IsBefore(x1))
                    {
                        throw new WireProtocolException($"Round {round} is late, but its dart of item {x1.Item} is not later than A.");
                    }

                    shared.Write(x1.Height < Darts.Weight(round, x1.Item) ? Shared : 0, 1);
                    var between = new DartCursor(Darts, round, a);
                    for (; between.Peek().IsBefore(x1); between.Take())
                    {
                        spares++;
                    }
                }
            }

            // 10. Alice → Bob: which of these are her darts too; how many she has between A and x1, m if more.
            wire.SendAll(shared);
            wire.Send((ulong)Math.Min(spares, found.Count), NamingReserve.CountBits(found.Count));
        }
    }
}
