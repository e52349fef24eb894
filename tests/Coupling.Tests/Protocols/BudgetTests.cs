using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;
using CsCheck;

namespace Coupling.Tests;

public class BudgetTests
{
    private static readonly (Row P, Row Q)[] Pairs =
    [
        (Rows.Of(0.5, 0.3, 0.2), Rows.Of(0.2, 0.3, 0.5)),
        (Rows.Zipf(50, 1), Rows.Zipf(50, 1.5)),
        (Rows.Of(1, 0), Rows.Of(0.85, 0.15)),
        (Rows.Of(0.999, 0.001), Rows.Of(0.001, 0.999)),
        (Rows.Of(0.5, 0.5, 0, 0), Rows.Of(0, 0, 0.5, 0.5)),
        (Rows.Zipf(20, 1), Rows.Zipf(20, 1)),
        (Rows.Uniform(300), Rows.Zipf(300, 0.1)),
        (Rows.Of(1), Rows.Of(1)),
    ];

    [Theory]
    [InlineData("0", 4096, "budget:0")]
    [InlineData("12", 4096, "budget:12")]
    [InlineData("0.5", 1, "budget:0.5+1")]
    [InlineData("1.0625", 65536, "budget:1.0625+65536")]
    [InlineData("4.50", 64, "budget:4.5+64")]
    [InlineData("1024", 4096, "budget:1024")]
    public void A_budget_has_one_name(string bits, int rounds, string name) =>
        Assert.Equal(name, new Budget(decimal.Parse(bits, System.Globalization.CultureInfo.InvariantCulture), rounds).Name);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1025, 1)]
    [InlineData(0.00001, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 3)]
    [InlineData(1, 131072)]
    public void A_budget_has_bounds(double bits, int rounds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Budget((decimal)bits, rounds));

    [Theory]
    [InlineData("budget:0.3+1", 1, 0)]
    [InlineData("budget:0.3+64", 64, 19)]
    [InlineData("budget:0.3+64", 10, 3)]
    [InlineData("budget:12", 4096, 49152)]
    [InlineData("budget:12", 100, 1200)]
    [InlineData("budget:1024+65536", 65536, 1L << 26)]
    public void The_cap_of_a_unit_is_B_times_its_rounds_rounded_down(string mode, int rounds, long cap) =>
        Assert.Equal(cap, Parse(mode).Cap(rounds));

    [Theory]
    [InlineData("budget:0")]
    [InlineData("budget:0+65536")]
    [InlineData("budget:0.01")]
    [InlineData("budget:1024+1")]
    [InlineData("budget:1024+32")]
    public void Without_bits_or_rounds_to_exchange_between_it_is_the_race(string mode)
    {
        Assert.All(Pairs, pair =>
        {
            Assert.False(Parse(mode).Speaks(pair.P.Length));
            var rounds = new RoundRange(0, 9000);
            LocalResult race = Run("gumbel", pair, rounds);
            LocalResult budget = Run(mode, pair, rounds);
            Assert.Equal(race.Alice, budget.Alice);
            Assert.Equal(race.Bob, budget.Bob);
            Assert.Equal(0, budget.PayloadBits);
            Assert.Equal(new Dictionary<long, long> { [BudgetSetting.Race.Packed] = 9000 }, budget.AliceSettings);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(1024)]
    [InlineData(4096)]
    public void No_unit_says_more_than_its_cap(int unitRounds)
    {
        foreach (decimal bits in (decimal[])[0.375m, 1, 1.5m, 3, 6, 8, 12.25m, 40, 200])
        {
            var budget = new Budget(bits, unitRounds);
            var rounds = new RoundRange(unitRounds, (Math.Max(1, 4096 / unitRounds) * unitRounds) + (unitRounds * 5 / 8));
            Assert.All(Pairs, pair =>
            {
                LocalResult result = Run(budget.Name, pair, rounds);
                for (int unit = 0; unit < result.AliceToBob.Length; unit++)
                {
                    int length = Math.Min(unitRounds, rounds.Count - (unit * unitRounds));
                    Assert.InRange(result.AliceToBob[unit] + result.BobToAlice[unit], 0, bits * length);
                }
            });
        }
    }

    [Fact]
    public void A_budget_is_spent_where_it_buys_something()
    {
        LocalResult result = Run("budget:2", (Rows.Zipf(50, 1), Rows.Zipf(50, 1.5)), new RoundRange(0, 4096));
        Assert.InRange(result.PayloadBits, 2 * 4096 * 0.8, 2 * 4096);
    }

    [Fact]
    public void Equal_rows_cost_a_sketch_and_agree()
    {
        Row row = Rows.Zipf(30, 1);
        LocalResult result = Run("budget:100", (row, row), new RoundRange(0, 4096));
        Assert.Equal(result.Alice, result.Bob);
        Assert.InRange(result.PayloadBits, 1, 1000);
    }

    [Theory]
    [InlineData("budget:5+256")]
    [InlineData("budget:12+512")]
    public void Units_do_not_depend_on_what_shares_their_batch(string mode)
    {
        Budget budget = Parse(mode);
        (Row, Row) pair = (Rows.Of(0.5, 0.3, 0.2), Rows.Of(0.2, 0.3, 0.5));
        LocalResult whole = Run(mode, pair, new RoundRange(0, 20 * budget.UnitRounds));
        for (int unit = 0; unit < 20; unit += 3)
        {
            int first = unit * budget.UnitRounds;
            LocalResult single = Run(mode, pair, new RoundRange(first, budget.UnitRounds));
            Assert.Equal(whole.Alice[first..(first + budget.UnitRounds)], single.Alice);
            Assert.Equal(whole.Bob[first..(first + budget.UnitRounds)], single.Bob);
            Assert.Equal((whole.AliceToBob[unit], whole.BobToAlice[unit]), (single.AliceToBob[0], single.BobToAlice[0]));
        }
    }

    [Fact]
    public void Both_sides_keep_the_same_tally_of_all_rounds() =>
        Gen.Select(Gen.Int[0, Pairs.Length - 1], Gen.Int[0, 30], Gen.Int[8, 12], Gen.Int[1, 9000], Gen.ULong).Sample(
            (pair, bits, log, rounds, seed) =>
            {
                LocalResult result = LocalPair.Run(
                    new Budget(bits, 1 << log),
                    Rows.Party(Role.Alice, Pairs[pair].P, seed),
                    Rows.Party(Role.Bob, Pairs[pair].Q, seed),
                    new RoundRange(0, rounds));
                Assert.Equal(result.AliceSettings, result.BobSettings);
                Assert.Equal(rounds, result.AliceSettings.Values.Sum());
                Assert.All(result.AliceSettings, kept =>
                {
                    BudgetSetting setting = BudgetSetting.Unpack(kept.Key);
                    Assert.Equal(kept.Key, setting.Packed);
                    Assert.Equal(0, setting.Kind == BudgetRound.Named ? kept.Value % setting.Count : 0);
                    Assert.NotEqual(0, kept.Value);
                });
            },
            iter: 60);

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(1 | (3 << 4))]
    [InlineData(2 | (3 << 4) | (8 << 8))]
    [InlineData(1 | (2 << 4) | (8 << 8) | (4 << 16))]
    [InlineData(4 | (65537L << 16))]
    [InlineData(4 | (0xFFFFFFFFL << 16))]
    [InlineData(1L << 48)]
    public void No_other_number_is_a_setting(long packed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BudgetSetting.Unpack(packed));

    /// <summary>What Bob gives Alice must be for rounds of one P and one Q.</summary>
    [Fact]
    public void Rows_that_change_with_the_round_are_left_to_the_race()
    {
        Row[] p = [Rows.Zipf(12, 1), Rows.Uniform(12)];
        var alice = new PartyContext(Role.Alice, new Rows.Alternating(p), seed: 41);
        PartyContext bob = Rows.Party(Role.Bob, Rows.Zipf(12, 2)) with { RoundsPerPair = 1 };
        var rounds = new RoundRange(0, 4096);
        LocalResult race = LocalPair.Run(new Gumbel(), alice, bob, rounds);
        LocalResult budget = LocalPair.Run(new Budget(12), alice, bob, rounds);
        Assert.Equal(race.Alice, budget.Alice);
        Assert.Equal(race.Bob, budget.Bob);
        Assert.Equal(0, budget.PayloadBits);
    }

    private static Budget Parse(string mode) => (Budget)ProtocolCatalog.Parse(mode);

    private static LocalResult Run(string mode, (Row P, Row Q) pair, RoundRange rounds) =>
        LocalPair.Run(ProtocolCatalog.Parse(mode), Rows.Party(Role.Alice, pair.P), Rows.Party(Role.Bob, pair.Q), rounds);
}
