using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>The checks of the contracts, shown to fail on bugs. What they pass would otherwise mean little.</summary>
public class PlantedBugTests
{
    private const ulong Seed = 20240807;

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("opposite")]
    public void Coins_used_for_two_rounds_are_seen(string pair) =>
        AssertSeen(new RaceWithReusedCoins(), pair, "Alice's neighbours", "Bob's neighbours");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("two subsets")]
    [InlineData("zeros")]
    public void An_acceptance_with_the_ratio_upside_down_is_seen(string pair) =>
        AssertSeen(new AlteredOptimal { Accepts = (u, p, q) => u * q < p }, pair, "Bob's marginal");

    [Theory]
    [InlineData("an atom and all")]
    [InlineData("two Zipf laws")]
    public void A_coin_of_the_acceptance_used_again_for_the_residual_is_seen(string pair) =>
        AssertSeen(new AlteredOptimal { ResidualCoin = 0 }, pair, "Bob's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("an atom and a pair")]
    [InlineData("two subsets")]
    public void A_residual_drawn_from_q_is_seen(string pair) =>
        AssertSeen(new AlteredOptimal { Residual = (_, q) => q }, pair, "Bob's marginal");

    /// <remarks>Three items are too few for the bias to show in a marginal: there the agreement gives it away.</remarks>
    [Theory]
    [InlineData("three items", "agreement")]
    [InlineData("two Zipf laws", "Bob's marginal")]
    [InlineData("shuffled Zipf laws", "Bob's marginal")]
    public void Darts_ordered_by_height_are_seen(string pair, string check) =>
        AssertSeen(new AlteredRepair(8) { IsBefore = (x1, a) => x1.Height < a.Height }, pair, check);

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("zeros")]
    public void A_repair_that_takes_the_first_unprobed_dart_is_seen(string pair) =>
        AssertSeen(new AlteredRepair(8) { TakesFirstUnprobed = true }, pair, "Bob's marginal");

    public static TheoryData<string> PairNames => ProtocolContract.PairNames;

    /// <summary>So it is the bug that is seen, not how the altered side was written.</summary>
    [Theory]
    [MemberData(nameof(PairNames))]
    public void Without_the_bugs_the_altered_sides_are_the_real_ones(string pairName)
    {
        TestPair pair = TestPairs.Named(pairName);
        AssertSame(new OptimalCached(), new AlteredOptimal(), pair);
        AssertSame(new Repair(8), new AlteredRepair(8), pair);
        AssertSame(new Repair(1), new AlteredRepair(1), pair);
    }

    private static void AssertSeen(Protocol buggy, string pairName, params string[] checks)
    {
        TestPair pair = TestPairs.Named(pairName);
        double agreement = ModeLaw.Of(buggy.Name).Agreement(pair.P, pair.Q);
        string[] failed = [.. LawCheck.Failed(Tally.Of(buggy, pair, pair.Rounds, Seed), pair, agreement)];
        Assert.All(checks, check => Assert.Contains(check, failed));
    }

    private static void AssertSame(Protocol real, Protocol altered, TestPair pair)
    {
        var rounds = new RoundRange(0, 2000);
        LocalResult expected = LocalPair.Run(real, pair.Party(Role.Alice, Seed), pair.Party(Role.Bob, Seed), rounds);
        LocalResult actual = LocalPair.Run(altered, pair.Party(Role.Alice, Seed), pair.Party(Role.Bob, Seed), rounds);
        Assert.Equal(expected.Alice, actual.Alice);
        Assert.Equal(expected.Bob, actual.Bob);
        Assert.Equal(expected.AliceToBob, actual.AliceToBob);
        Assert.Equal(expected.BobToAlice, actual.BobToAlice);
    }
}
