using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Budget
{
    /// <summary>What both parties do alike: they follow the same plan, and leave to the race what it does not conduct.</summary>
    private abstract class Side(Budget budget, PartyContext party) : IConversation
    {
        private readonly ISampler races = SharedRace.Of(party);

        protected IDarts Darts { get; } = SharedDarts.Of(party);

        protected int ItemBits { get; } = BitWidth.ToName(party.AlphabetSize);

        protected int AlphabetSize => party.AlphabetSize;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long cap = budget.Cap(unit.Rounds.Count);
            var capped = new CappedWire(wire, cap);
            var plan = new BudgetPlan(unit.Rounds.Count, cap, party.AlphabetSize);
            if (party.PairStaysFor(budget.UnitRounds) && plan.Starts)
            {
                await TellAsync(plan, party.Own.RowAt(unit.Rounds.First), capped).ConfigureAwait(false);
                await SpendAsync(unit, plan, capped).ConfigureAwait(false);
            }

            // 11. The other rounds: the race.
            int rest = unit.Rounds.Count - plan.Conducted;
            races.Sample(new RoundRange(unit.Rounds.First + plan.Conducted, rest), unit.Samples.Span[plan.Conducted..]);
            Tally(unit.Settings, BudgetSetting.Race, rest);
        }

        /// <summary>Steps 1 and 2.</summary>
        protected abstract ValueTask TellAsync(BudgetPlan plan, Row row, CappedWire wire);

        /// <summary>Steps 3 to 7: the rounds of a wave that are found.</summary>
        protected abstract ValueTask<IReadOnlyList<int>> DetectAsync(
            BudgetPlan plan, DetectionWave wave, BlockSearch search, SettingTally settings, CappedWire wire);

        /// <summary>Steps 8 to 10.</summary>
        protected abstract ValueTask NameAsync(Unit unit, List<int> found, Dart[] first, CappedWire wire);

        private async ValueTask SpendAsync(Unit unit, BudgetPlan plan, CappedWire wire)
        {
            var first = new Dart[unit.Rounds.Count];
            var found = new List<int>();
            while (true)
            {
                int start = plan.Conducted;
                if (plan.NextWave(wire.Remaining) is { } wave)
                {
                    // A or x1: the own first dart. a is A's item, whatever Bob does; b is x1's unless the round is found and takes
                    // part in an exchange.
                    for (int index = start; index < plan.Conducted; index++)
                    {
                        first[index] = Darts.First(unit.Rounds.First + index);
                        unit.Samples.Span[index] = first[index].Item;
                    }

                    ulong[] hashes = Array.ConvertAll(first[start..plan.Conducted], dart => dart.Hash);
                    found.AddRange(await DetectAsync(plan, wave, new BlockSearch(wave, start, hashes), unit.Settings, wire).ConfigureAwait(false));
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
    }
}
