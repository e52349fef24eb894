using System.Numerics;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>`budget:B+G` with Bob written again, so that a bug can be planted in his steps. Alice is the real one.</summary>
internal sealed class AlteredBudget(decimal bitsPerRound, int unitRounds) : ConversingProtocol
{
    private readonly Budget real = new(bitsPerRound, unitRounds);

    /// <summary>Step 10: whether A is a dart of Bob's, by its height and his weight of its item.</summary>
    public Func<double, double, bool> Accepts { get; init; } = (height, weight) => height < weight;

    /// <summary>Step 10: whether x1 is a dart of Alice's, by her answer.</summary>
    public Func<bool, bool> Believes { get; init; } = answer => answer;

    /// <summary>Step 10: whether every giver takes A's item, and takers without an item to take are left void.</summary>
    public bool VoidsOnlyTakers { get; init; }

    /// <summary>Step 11: whether a found round that nothing came of is left to the race after all.</summary>
    public bool RacesWhatIsVoid { get; init; }

    /// <summary>Step 11: whether a round in a block that showed no difference is left to the race.</summary>
    public bool RacesWhatIsEqual { get; init; }

    public override string Name => real.Name;

    public override string CoinsFor(long roundsPerPair) => real.CoinsFor(roundsPerPair);

    public override int UnitRounds => real.UnitRounds;

    public override long LargestMessageBits(int alphabetSize) => real.LargestMessageBits(alphabetSize);

    public override IConversation Open(PartyContext party) => party.Role == Role.Alice ? real.Open(party) : new Bob(party, this);

    private sealed class Bob(PartyContext party, AlteredBudget rule) : IConversation
    {
        private readonly DartSearch darts = new(party.Own, party.Public);
        private readonly RaceSampler races = new(party.Own, party.Public);
        private readonly int itemBits = BitWidth.ToName(party.AlphabetSize);

        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            var capped = new CappedWire(wire, rule.real.Cap(unit.Rounds.Count));
            var plan = new BudgetPlan(unit.Rounds.Count, capped.Remaining, party.AlphabetSize);
            if (plan.Starts)
            {
                int hers = (int)await capped.ReceiveAsync(3) + 1;
                Row row = party.Own.RowAt(0);
                var told = new List<double>();
                var own = new List<double>();
                while (told.Count < plan.Sketch.Points)
                {
                    own.Add(row[plan.Sketch.IsWhole ? told.Count : (int)await capped.ReceiveAsync(itemBits)]);
                    told.Add(BudgetSketch.Decode(await capped.ReceiveAsync(24)));
                }

                var outlook = BudgetOutlook.Of(plan.Sketch, [.. told], [.. own]);
                int his = (int)Math.Ceiling(8 * row.Weights.ToArray().Max());
                capped.Send((ulong)his - 1, 3);
                capped.Send(BudgetSketch.Encode(outlook.Distance), 24);
                capped.Send((ulong)outlook.GainSteps, 7);
                plan.Begin(hers, his, outlook);
                await SpendAsync(unit, plan, capped);
            }

            int rest = unit.Rounds.Count - plan.Conducted;
            races.Sample(new RoundRange(unit.Rounds.First + plan.Conducted, rest), unit.Samples.Span[plan.Conducted..]);
            Tally(unit, BudgetSetting.Race, rest);
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
                    for (int index = start; index < plan.Conducted; index++)
                    {
                        first[index] = darts.First(unit.Rounds.First + index);
                        unit.Samples.Span[index] = first[index].Item;
                    }

                    ulong[] hashes = [.. first[start..plan.Conducted].Select(dart => dart.Hash)];
                    var search = new BlockSearch(wave, start, hashes);
                    await DetectAsync(unit, start, plan, wave, search, wire);
                    found.AddRange(search.Found);
                }
                else if (found.Count >= 2)
                {
                    await NameAsync(unit, found, first, wire);
                    Tally(unit, BudgetSetting.Named(found.Count), found.Count);
                    found.Clear();
                    plan.Named();
                }
                else
                {
                    Tally(unit, BudgetSetting.Named(1), found.Count);
                    return;
                }
            }
        }

        private async ValueTask DetectAsync(Unit unit, int start, BudgetPlan plan, DetectionWave wave, BlockSearch search, CappedWire wire)
        {
            while (search.Active.Count > 0)
            {
                var differing = new List<(int Block, ulong Bits)>();
                int[] active = [.. search.Active];
                ulong[] heard = new ulong[active.Length];
                for (int index = 0; index < active.Length; index++)
                {
                    heard[index] = await wire.ReceiveAsync(wave.HashBits);
                }

                for (int index = 0; index < active.Length; index++)
                {
                    ulong difference = heard[index] ^ search.HashOf(active[index]);
                    wire.Send(difference == 0 ? 0UL : 1, 1);
                    if (difference != 0)
                    {
                        differing.Add((active[index], difference));
                    }
                    else if (rule.RacesWhatIsEqual && search.Check == 0)
                    {
                        Race(unit, Enumerable.Range(start + (active[index] * wave.Size), wave.Size));
                    }
                }

                int[] lowest =
                [
                    .. differing.Take(plan.Admit(wave, differing.Count, wire.Remaining)).Select(one => BitOperations.TrailingZeroCount(one.Bits)),
                ];
                foreach (int bit in wave.Size > 1 ? lowest : [])
                {
                    wire.SendUnary(bit, wave.HashBits - 1);
                }

                search.Descend([.. differing.Select(one => one.Block)], lowest, unit.Settings);
                while (search.PartSize > 1)
                {
                    var chosen = new int[search.Parts.Count];
                    for (int index = 0; index < chosen.Length; index++)
                    {
                        chosen[index] = search.Children - 1;
                        for (int child = 0; child < search.Children - 1; child++)
                        {
                            bool same = await wire.ReceiveAsync(1) == search.ParityOf(search.Parts[index], child);
                            chosen[index] = same ? chosen[index] : Math.Min(chosen[index], child);
                        }
                    }

                    foreach (int child in chosen)
                    {
                        wire.Send((ulong)child, BitWidth.ToName(search.Children));
                    }

                    search.Choose(chosen);
                }

                plan.Add(lowest.Length);
                search.Finish(plan.Recheck(wave, search.Check, lowest.Length, wire.Remaining), unit.Settings);
            }

            plan.SawDarts(wave, search.Differences);
        }

        private async ValueTask NameAsync(Unit unit, List<int> found, Dart[] first, CappedWire wire)
        {
            var named = new Dart[found.Count];
            for (int place = 0; place < named.Length; place++)
            {
                int item = (int)await wire.ReceiveAsync(itemBits);
                var window = (uint)await wire.ReceiveUnaryAsync();
                int order = (int)await wire.ReceiveUnaryAsync();
                named[place] = darts.Named(unit.Rounds.First + found[place], item, window, order)!.Value;
            }

            for (int place = 0; place < named.Length; place++)
            {
                Dart x1 = first[found[place]];
                bool late = named[place].IsBefore(x1);
                wire.Send(late ? 1UL : 0, 1);
                if (late)
                {
                    wire.Send((ulong)x1.Item, itemBits);
                    wire.SendUnary(x1.Window - named[place].Window);
                    wire.SendUnary(x1.Order);
                }
            }

            await ExchangeAsync(unit, found, first, named, wire);
        }

        private async ValueTask ExchangeAsync(Unit unit, List<int> found, Dart[] first, Dart[] named, CappedWire wire)
        {
            var exchange = new Exchange();
            var givers = new List<(int Index, int Item)>();
            for (int place = 0; place < named.Length; place++)
            {
                int index = found[place];
                long round = unit.Rounds.First + index;
                Dart a = named[place];
                if (a.IsBefore(first[index]))
                {
                    exchange.AddLate(index, first[index].Item, rule.Believes(await wire.ReceiveAsync(1) == 1));
                    continue;
                }

                bool shared = rule.Accepts(a.Height, darts.Weight(round, a.Item));
                exchange.AddEarly(index, first[index].Item, shared ? a.Item : -1);
                givers.AddRange(shared ? [(index, a.Item)] : []);
                for (var between = new DartCursor(darts, round, first[index]); !rule.VoidsOnlyTakers && between.Peek().IsBefore(a);)
                {
                    exchange.AddSpare(between.Take().Item);
                }
            }

            int spares = (int)await wire.ReceiveAsync(NamingReserve.CountBits(found.Count));
            exchange.Settle(spares, unit.Samples.Span);
            if (rule.VoidsOnlyTakers)
            {
                givers.ForEach(giver => unit.Samples.Span[giver.Index] = giver.Item);
            }

            if (rule.RacesWhatIsVoid)
            {
                Race(unit, found.Where(index => unit.Samples.Span[index] == first[index].Item));
            }
        }

        private static void Tally(Unit unit, BudgetSetting setting, int rounds)
        {
            if (rounds > 0)
            {
                unit.Settings.Add(setting.Packed, rounds);
            }
        }

        private void Race(Unit unit, IEnumerable<int> indices)
        {
            foreach (int index in indices)
            {
                unit.Samples.Span[index] = races.Sample(unit.Rounds.First + index);
            }
        }
    }
}
