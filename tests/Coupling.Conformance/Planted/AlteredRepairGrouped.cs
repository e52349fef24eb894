using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols;
using Coupling.Protocols.Grouped;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>
/// `repair-grouped` with Bob's steps 5 to 8 written again, so that a bug can be planted in them. Alice and the searches are the real
/// ones.
/// </summary>
internal sealed class AlteredRepairGrouped(int hashBits, int unitRounds, int? searchTurns = null) : ConversingProtocol
{
    private readonly RepairGrouped real = new(hashBits, searchTurns, unitRounds);

    /// <summary>What becomes of demands that the pool cannot serve.</summary>
    public enum Unmet
    {
        Served,
        Voided,
        GivenUsedItems,
    }

    /// <summary>Whether there is a pool.</summary>
    public bool PairStays { get; init; } = true;

    /// <summary>Whether a dart of Bob's came before A: in step 5, and without a pool in step 6.</summary>
    public Func<Dart, Dart, bool> IsBefore { get; init; } = (dart, a) => dart.IsBefore(a);

    /// <summary>Step 5: in which order the items lie in the pool.</summary>
    public Func<IEnumerable<int>, IEnumerable<int>> Arranged { get; init; } = items => items;

    /// <summary>Steps 7 and 8.</summary>
    public Unmet Leftover { get; init; } = Unmet.Served;

    /// <summary>Is told of each unit: Bob's first darts, and what was found.</summary>
    public Action<Unit, Dart[], FoundRounds> Detected { get; init; } = (_, _, _) => { };

    public override string Name => PairStays ? real.Name : $"{real.Name} without a pool";

    public override string CoinsFor(long roundsPerPair) => real.CoinsFor(roundsPerPair);

    public override int UnitRounds => real.UnitRounds;

    public override long LargestMessageBits(int alphabetSize) => real.LargestMessageBits(alphabetSize);

    public override IConversation Open(PartyContext party)
    {
        PartyContext told = party with { RoundsPerPair = PairStays ? PartyContext.WholeRun : 1 };
        return party.Role == Role.Alice ? real.Open(told) : new Bob(told, this);
    }

    private sealed class Bob(PartyContext party, AlteredRepairGrouped rule) : IConversation
    {
        private readonly IDarts darts = SharedDarts.Of(party);

        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            Dart[] x1 = [.. Enumerable.Range(0, unit.Rounds.Count).Select(index => darts.First(unit.Rounds.First + index))];
            FoundRounds found = await new RepairGrouped.Detection(rule.real, party, darts).RunAsync(unit, x1, wire);
            rule.Detected(unit, x1, found);

            var pool = new ItemPool();
            if (rule.PairStays)
            {
                Fill(pool, rule.Arranged(found.InOrder.SelectMany(index => ItemsBefore(unit.Rounds.First + index, found[index]!.Value))));
            }

            int[] demands = [.. found.InOrder.Where(index => IsDemand(unit, index, x1[index], found[index]!.Value))];
            for (int index = 0; index < x1.Length; index++)
            {
                unit.Samples.Span[index] = found[index] is { } a && IsBobs(unit, index, a) ? a.Item : x1[index].Item;
            }

            if (found.Count > 0)
            {
                int cells = SearchPlan.Cells(found.Count, x1.Length, rule.real.HashBits);
                int[] served = rule.Leftover == Unmet.Served ? demands : [];
                if (rule.PairStays)
                {
                    await PooledSupply.FillAsync(LateDarts.Supply(darts, unit.Rounds.First), pool, served.Length, cells, wire);
                }
                else
                {
                    Fill(pool, await OwnSupply.SearchAsync(darts, unit.Rounds.First, found, served, cells, wire));
                }
            }

            int? used = null;
            foreach (int index in demands)
            {
                used = pool.Count > 0 ? pool.Take() : rule.Leftover == Unmet.GivenUsedItems ? used : null;
                unit.Samples.Span[index] = used ?? x1[index].Item;
            }
        }

        private static void Fill(ItemPool pool, IEnumerable<int> items)
        {
            foreach (int item in items)
            {
                pool.Add(item);
            }
        }

        private bool IsDemand(Unit unit, int index, Dart x1, Dart a) => !IsBobs(unit, index, a) && (rule.PairStays || !rule.IsBefore(x1, a));

        private bool IsBobs(Unit unit, int index, Dart a) => a.Height < darts.Weight(unit.Rounds.First + index, a.Item);

        private IEnumerable<int> ItemsBefore(long round, Dart a)
        {
            var found = new List<Dart>();
            for (uint window = 0; window <= a.Window;)
            {
                window = darts.Append(round, window, found);
            }

            return found.Where(dart => rule.IsBefore(dart, a)).Select(dart => dart.Item);
        }
    }
}
