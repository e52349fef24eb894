using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Budget
{
    private sealed class Alice(Budget budget, PartyContext party) : IConversation
    {
        private readonly DartSearch darts = new(party.Own, party.Public);
        private readonly RaceSampler races = new(party.Own, party.Public);
        private readonly RaceItemV1 race = new(party.Public);
        private readonly int itemBits = BitWidth.ToName(party.AlphabetSize);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long cap = budget.Cap(unit.Rounds.Count);
            var capped = new CappedWire(wire, cap);
            var plan = new BudgetPlan(unit.Rounds.Count, cap, itemBits);
            if (plan.Starts)
            {
                // 1. Both: the largest weight in eighths, or that the row changes.
                int hers = Heaviest(party.Own, unit.Rounds.First);
                capped.Send((ulong)hers, HeaviestBits);
                int his = await ReceiveHeaviestAsync(capped).ConfigureAwait(false);
                if (hers != Changing && his != Changing)
                {
                    plan.Begin(hers, his);
                    await SpendAsync(unit, plan, capped).ConfigureAwait(false);
                }
            }

            // 12. The other rounds: the race.
            int rest = unit.Rounds.Count - plan.Conducted;
            races.Sample(new RoundRange(unit.Rounds.First + plan.Conducted, rest), unit.Samples.Span[plan.Conducted..]);
            Tally(unit.Settings, BudgetSetting.Race, rest);
        }

        private async ValueTask SpendAsync(Unit unit, BudgetPlan plan, CappedWire wire)
        {
            var first = new Dart[unit.Rounds.Count];
            var found = new List<int>();
            while (true)
            {
                int start = plan.Conducted;
                if (plan.NextWave(wire.Remaining) is { } wave)
                {
                    // A: her first dart. Whatever Bob does, a is its item.
                    for (int index = start; index < plan.Conducted; index++)
                    {
                        first[index] = darts.First(unit.Rounds.First + index);
                        unit.Samples.Span[index] = first[index].Item;
                    }

                    ulong[] hashes = Array.ConvertAll(first[start..plan.Conducted], dart => dart.Hash);
                    found.AddRange(await DetectAsync(plan, wave, new BlockSearch(wave, start, hashes), unit.Settings, wire).ConfigureAwait(false));
                    await CompareRacesAsync(unit.Rounds.First, plan, wire).ConfigureAwait(false);
                }
                else if (found.Count >= 2)
                {
                    await NameAsync(unit, found, first, wire).ConfigureAwait(false);
                    Tally(unit.Settings, BudgetSetting.Named(found.Count), found.Count);
                    found.Clear();
                    plan.Named();
                }
                else
                {
                    Tally(unit.Settings, BudgetSetting.Named(1), found.Count);
                    return;
                }
            }
        }

        private static async ValueTask<IReadOnlyList<int>> DetectAsync(
            BudgetPlan plan, DetectionWave wave, BlockSearch search, SettingTally settings, CappedWire wire)
        {
            while (search.Active.Count > 0)
            {
                // 2. Alice → Bob, per block: c hash bits, those of all its rounds added modulo 2.
                foreach (int block in search.Active)
                {
                    wire.Send(search.HashOf(block), wave.HashBits);
                }

                // 3. Bob: which blocks differ?
                var differing = new List<int>();
                foreach (int block in search.Active)
                {
                    if (await wire.ReceiveAsync(1).ConfigureAwait(false) == Differs)
                    {
                        differing.Add(block);
                    }
                }

                // 4. Bob: in which hash bit, as many as are searched?
                var bits = new int[plan.Admit(wave, differing.Count, wire.Remaining)];
                for (int index = 0; wave.Size > 1 && index < bits.Length; index++)
                {
                    bits[index] = await wire.ReceiveUnaryAsync(wave.HashBits - 1).ConfigureAwait(false);
                }

                search.Descend(differing, bits, settings);
                while (search.PartSize > 1)
                {
                    // 5. Alice → Bob, per part: the parity of that bit in all its children but the last.
                    foreach (BlockSearch.Part part in search.Parts)
                    {
                        for (int child = 0; child < search.Children - 1; child++)
                        {
                            wire.Send(search.ParityOf(part, child), 1);
                        }
                    }

                    // 6. Bob: the first child that differs.
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

        private async ValueTask CompareRacesAsync(long firstRound, BudgetPlan plan, CappedWire wire)
        {
            (int start, int groups, int logSize) = plan.NextRaceCheck(wire.Remaining);

            // 7. Alice → Bob, per group of races: 2 hash bits of her winners, added modulo 2.
            for (int group = 0; group < groups; group++)
            {
                wire.Send(RaceHash(race, races, firstRound + start + ((long)group << logSize), 1 << logSize), BudgetEstimate.RaceHashBits);
            }

            // 8. Bob: which groups differ?
            int different = 0;
            for (int group = 0; group < groups; group++)
            {
                different += (int)await wire.ReceiveAsync(1).ConfigureAwait(false);
            }

            plan.SawRaces(groups, logSize, different);
        }

        private async ValueTask NameAsync(Unit unit, List<int> found, Dart[] first, CappedWire wire)
        {
            // 9. Alice → Bob: the names of A in the found rounds.
            foreach (int index in found)
            {
                SendName(wire, first[index], fromWindow: 0, itemBits);
            }

            // 10. Bob: is the round late, A before x1? If so, x1's name.
            var shared = new BitWriter();
            int spares = 0;
            foreach (int index in found)
            {
                if (await wire.ReceiveAsync(1).ConfigureAwait(false) == Late)
                {
                    long round = unit.Rounds.First + index;
                    Dart a = first[index];
                    Dart x1 = await ReceiveNameAsync(wire, darts.Process, round, a.Window, party.AlphabetSize).ConfigureAwait(false);
                    if (!a.IsBefore(x1))
                    {
                        throw new WireProtocolException($"Round {round} is late, but its dart of item {x1.Item} is not later than A.");
                    }

                    shared.Write(x1.Height < darts.Weight(round, x1.Item) ? Shared : 0, 1);
                    var between = new DartCursor(darts, round, a);
                    for (; between.Peek().IsBefore(x1); between.Take())
                    {
                        spares++;
                    }
                }
            }

            // 11. Alice → Bob: which of these are her darts too; how many she has between A and x1, m if more.
            wire.SendAll(shared);
            wire.Send((ulong)Math.Min(spares, found.Count), NamingReserve.CountBits(found.Count));
        }
    }
}
