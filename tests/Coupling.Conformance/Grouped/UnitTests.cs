using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>Units of 4096 rounds: independent of each other, and of how they are cut into batches.</summary>
public class UnitTests
{
    private const ulong Seed = 20240807;
    private const int Unit = RepairGrouped.DefaultUnitRounds;
    private const int Rounds = (3 * Unit) + 777;

    [Theory]
    [InlineData("repair-grouped:2")]
    [InlineData("repair-grouped:8")]
    [InlineData("repair-grouped:6+turns=7")]
    public void Batches_of_one_two_and_all_units_give_the_same(string mode)
    {
        var protocol = (RepairGrouped)ProtocolCatalog.Parse(mode);
        foreach (string pairName in (string[])["two Zipf laws", "close", "opposite", "equal"])
        {
            TestPair pair = TestPairs.Named(pairName);
            RecordedRun whole = RecordedRun.Of(protocol, pair, Rounds, 4 * Unit, Seed);
            foreach (int batch in (int[])[Unit, 2 * Unit])
            {
                RecordedRun cut = RecordedRun.Of(protocol, pair, Rounds, batch, Seed);
                Assert.All(Enum.GetValues<Role>(), role =>
                {
                    Assert.Equal(whole.Samples(role), cut.Samples(role));
                    Assert.Equal(whole.SentBits(role), cut.SentBits(role));
                });
            }
        }
    }

    [Fact]
    public void A_unit_does_not_depend_on_those_before_it()
    {
        TestPair pair = TestPairs.Named("two Zipf laws");
        var protocol = new RepairGrouped(8);
        LocalResult all = LocalPair.Run(protocol, pair.Party(Role.Alice, Seed), pair.Party(Role.Bob, Seed), new RoundRange(0, Rounds));
        LocalResult last = LocalPair.Run(protocol, pair.Party(Role.Alice, Seed), pair.Party(Role.Bob, Seed), new RoundRange(2 * Unit, Rounds - (2 * Unit)));
        Assert.Equal(all.Bob[(2 * Unit)..], last.Bob);
        Assert.Equal(all.BobToAlice[2..], last.BobToAlice);
    }

    [Fact]
    public void Every_round_has_a_setting()
    {
        TestPair pair = TestPairs.Named("two Zipf laws");
        foreach (string mode in (string[])["repair-grouped:2", "repair-grouped:7", "repair-grouped:5+turns=5"])
        {
            LocalResult result = LocalPair.Run(
                ProtocolCatalog.Parse(mode), pair.Party(Role.Alice, Seed), pair.Party(Role.Bob, Seed), new RoundRange(0, Rounds));
            Assert.Equal(Rounds, result.AliceSettings.Values.Sum());
            Assert.Equal(result.AliceSettings, result.BobSettings);
        }
    }

    [Fact]
    public void Rows_that_change_are_refused_where_the_pair_is_said_to_stay()
    {
        var party = new PartyContext(Role.Alice, new AlternatingRows([0.5, 0.5], [0.1, 0.9]), new Coins.PublicCoins(Seed));
        Assert.Equal(1, party.RoundsPerPair);
        Assert.NotNull(new RepairGrouped(4).Open(party));
        Assert.Throws<BadDataException>(() => new RepairGrouped(4).Open(party with { RoundsPerPair = PartyContext.WholeRun }));
    }

    [Theory]
    [InlineData(Unit, true)]
    [InlineData(3 * Unit, true)]
    [InlineData(Unit / 2, false)]
    [InlineData(Unit + 1, false)]
    public void A_pool_is_kept_within_a_row_that_fills_whole_units(int roundsPerRow, bool pools)
    {
        TestPair pair = TestPairs.Named("two Zipf laws");
        Assert.Equal(pools, (pair.Party(Role.Alice, Seed) with { RoundsPerPair = roundsPerRow }).PairStaysFor(Unit));
        LocalResult told = Run(roundsPerRow);
        Assert.Equal(pools, told.Bob.SequenceEqual(Run(PartyContext.WholeRun).Bob));
        Assert.Equal(!pools, told.Bob.SequenceEqual(Run(1).Bob));

        LocalResult Run(long rounds) => LocalPair.Run(
            new RepairGrouped(8),
            pair.Party(Role.Alice, Seed) with { RoundsPerPair = rounds },
            pair.Party(Role.Bob, Seed) with { RoundsPerPair = rounds },
            new RoundRange(0, Rounds));
    }

    [Fact]
    public void Seven_turns_are_those_of_the_search()
    {
        TestPair pair = TestPairs.Named("two Zipf laws");
        foreach (int turns in (int[])[3, 5, 7])
        {
            int fewest = Enumerable.Range(0, 12).Min(unit => LocalPair.Run(
                new RepairGrouped(6, turns), pair.Party(Role.Alice, Seed), pair.Party(Role.Bob, Seed), new RoundRange(unit * Unit, Unit)).Turns);

            // One more: that no demand is left.
            Assert.Equal(turns + 1, fewest);
        }
    }
}
