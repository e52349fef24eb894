using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Theory;

namespace Coupling.Conformance;

/// <summary>The checks of the contracts, shown to fail on bugs. What they pass would otherwise mean little.</summary>
public class PlantedBugTests
{
    private const ulong Seed = 20240807;
    private const decimal Fine = 1e-3m;
    private const decimal Coarse = 0.5m;

    /// <summary>Rounds, where a bug breaks what holds in every round.</summary>
    private const int Few = 4000;
    private const int ShortUnit = 16;

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("opposite")]
    public void Coins_used_for_two_rounds_are_seen(string pair) =>
        AssertSeen(new RaceWithReusedCoins(), pair, "Alice's neighbours", "Bob's neighbours");

    /// <remarks>Every block of items is entered by the own weights: each party's law is right, and only the agreement is not.</remarks>
    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("three items")]
    public void A_race_of_blocks_by_own_weights_is_seen_in_the_agreement_and_nowhere_else(string pairName)
    {
        string[] failed = Failed(new RaceByOwnWeights(), pairName, 400_000);
        Assert.Contains("agreement", failed);
        Assert.DoesNotContain("Alice's marginal", failed);
        Assert.DoesNotContain("Bob's marginal", failed);
    }

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("two subsets")]
    [InlineData("zeros")]
    public void An_acceptance_with_the_ratio_upside_down_is_seen(string pair) =>
        AssertSeen(new AlteredOptimal(WeightFormat.Binary64) { Accepts = (u, p, q) => u * q < p }, pair, "Bob's marginal");

    [Theory]
    [InlineData("an atom and all")]
    [InlineData("two Zipf laws")]
    public void A_coin_of_the_acceptance_used_again_for_the_residual_is_seen(string pair) =>
        AssertSeen(new AlteredOptimal(WeightFormat.Binary64) { ResidualCoin = 0 }, pair, "Bob's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("an atom and a pair")]
    [InlineData("two subsets")]
    public void A_residual_drawn_from_q_is_seen(string pair) =>
        AssertSeen(new AlteredOptimal(WeightFormat.Binary64) { Residual = (_, q) => q }, pair, "Bob's marginal");

    /// <remarks>bfloat16 bends a marginal by 2⁻⁸ of a weight at most: that takes millions of rounds to see.</remarks>
    [Fact]
    public void An_Alice_who_takes_what_bfloat16_gives_her_is_seen() => AssertSeen(
        new AlteredOptimal(WeightFormat.BFloat16) { AliceCorrects = false }, "halfway in bfloat16", 6_000_000, "Alice's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("shuffled Zipf laws")]
    public void An_Alice_who_takes_what_a_coarse_format_gives_her_is_seen(string pairName)
    {
        TestPair pair = TestPairs.Named(pairName);
        var buggy = new AlteredOptimal(CoarseFormat.Instance) { AliceCorrects = false };
        double agreement = ShippedAgreement.Of(pair.P, pair.Q, CoarseFormat.Instance);
        Assert.Contains("Alice's marginal", LawCheck.Failed(Tally.Of(buggy, pair, pair.Rounds, Seed), pair, agreement));
    }

    /// <remarks>Another P′ is no bug of a marginal. Only the agreement is not what the mode promises.</remarks>
    [Fact]
    public void Weights_cut_off_instead_of_rounded_are_seen_in_the_agreement()
    {
        var buggy = new AlteredOptimal(WeightFormat.BFloat16) { Encode = CutOff };
        TestPair pair = TestPairs.Named("halfway in bfloat16");
        double agreement = ModeLaw.Of(buggy.Name).Agreement(pair.P, pair.Q);
        string[] failed = [.. LawCheck.Failed(Tally.Of(buggy, pair, 1_000_000, Seed), pair, agreement)];
        Assert.Equal(["agreement", "neighbours' agreement"], failed);
    }

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

    /// <remarks>Short units leave many demands unmet.</remarks>
    [Theory]
    [InlineData("two subsets")]
    [InlineData("two Zipf laws")]
    public void Demands_that_are_voided_are_seen(string pair) =>
        AssertSeenButNotInAgreement(new AlteredRepairGrouped(8, ShortUnit) { Leftover = AlteredRepairGrouped.Unmet.Voided }, pair, 400_000, "Bob's marginal");

    [Theory]
    [InlineData("two subsets")]
    [InlineData("disjoint")]
    [InlineData("shuffled Zipf laws")]
    public void Items_of_the_pool_used_twice_are_seen(string pair) =>
        AssertSeenButNotInAgreement(new AlteredRepairGrouped(8, ShortUnit) { Leftover = AlteredRepairGrouped.Unmet.GivenUsedItems }, pair, "Bob's neighbours");

    [Theory]
    [InlineData("two subsets")]
    [InlineData("disjoint")]
    [InlineData("shuffled Zipf laws")]
    public void A_pool_ordered_by_item_is_seen(string pair) =>
        AssertSeenButNotInAgreement(new AlteredRepairGrouped(8, ShortUnit) { Arranged = items => items.Order() }, pair, "Bob's marginal", "Bob's neighbours");

    /// <remarks>Far apart, and close: by probes, and by searches of intervals.</remarks>
    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("an atom and a pair")]
    public void Demands_without_a_pool_that_are_voided_are_seen(string pair) => AssertSeen(
        new AlteredRepairGrouped(8, RepairGrouped.DefaultUnitRounds) { PairStays = false, Leftover = AlteredRepairGrouped.Unmet.Voided }, pair, "Bob's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("an atom and a pair")]
    public void Demands_without_a_pool_told_by_height_instead_of_time_are_seen(string pair) => AssertSeen(
        new AlteredRepairGrouped(8, RepairGrouped.DefaultUnitRounds) { PairStays = false, IsBefore = (x1, a) => x1.Height < a.Height }, pair, "Bob's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("zeros")]
    public void A_named_item_accepted_with_the_ratio_upside_down_is_seen(string pair) =>
        AssertSeen(new AlteredLowComm(Fine) { Accepts = (u, rounded, own) => u * own < rounded, MostProposals = 50 }, pair, "Bob's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("two subsets")]
    public void A_proposal_that_is_always_taken_is_seen(string pair) =>
        AssertSeen(new AlteredLowComm(Fine) { Takes = (_, _, _) => true }, pair, "Bob's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("shuffled Zipf laws")]
    public void A_proposal_taken_from_under_p_instead_of_above_is_seen(string pair) =>
        AssertSeen(new AlteredLowComm(Fine) { Takes = (height, rounded, own) => height * own < rounded }, pair, "Bob's marginal");

    /// <remarks>Three items are too few: only one of them can be taken.</remarks>
    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("shuffled Zipf laws")]
    public void A_proposal_decided_by_the_coin_that_made_it_is_seen(string pair) => AssertSeen(
        new AlteredLowComm(Fine) { Point = (coins, round, index) => (coins.At(round, index).Place, coins.At(round, index).Place), MostProposals = 50 },
        pair,
        "Bob's marginal");

    [Theory]
    [InlineData("disjoint")]
    [InlineData("an atom and all")]
    [InlineData("two subsets")]
    public void Proposals_that_two_rounds_share_are_seen(string pair) =>
        AssertSeen(new AlteredLowComm(Fine) { Point = (coins, round, index) => coins.At(round / 2, index) }, pair, "Bob's neighbours");

    [Theory]
    [InlineData("three items")]
    [InlineData("close")]
    [InlineData("equal")]
    public void A_grid_off_by_one_step_is_seen(string pair) =>
        AssertSeen(new AlteredLowComm(Coarse) { StepsOf = received => (long)received }, pair, "Bob's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("shuffled Zipf laws")]
    public void Weights_cut_off_to_the_grid_are_seen(string pair) =>
        AssertSeen(new AlteredLowComm(Coarse) { Rounds = CutOffToGrid }, pair, "Bob's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("equal")]
    public void An_Alice_who_names_her_sample_instead_of_the_rounded_one_is_seen(string pair) =>
        AssertSeen(new AlteredLowComm(Coarse) { NamesOwn = true }, pair, "Bob's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("equal")]
    public void An_Alice_who_takes_the_rounded_sample_is_seen(string pair) =>
        AssertSeen(new AlteredLowComm(Coarse) { TakesRounded = true }, pair, "Alice's marginal");

    /// <remarks>Of three items only the first has a rank; the others are named.</remarks>
    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("shuffled Zipf laws")]
    [InlineData("equal")]
    public void A_rank_off_by_one_is_seen(string pair) =>
        AssertSeen(new AlteredIndex { Ranks = rank => rank + 1 }, pair, Few, "agreement");

    [Theory]
    [InlineData("three items")]
    [InlineData("equal")]
    public void A_rank_in_the_race_of_another_round_is_seen(string pair) =>
        AssertSeen(new AlteredIndex { RoundOfOrder = round => round + 1 }, pair, Few, "agreement");

    [Theory]
    [InlineData("shuffled Zipf laws")]
    public void A_rank_cut_off_instead_of_an_escape_is_seen(string pair) =>
        AssertSeen(new AlteredIndex { CutsOff = true }, pair, Few, "agreement");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("two subsets")]
    public void An_Alice_who_draws_from_the_prior_is_seen(string pair) => AssertSeen(
        new AlteredIndex { Draws = (alice, round) => new RaceSampler(new ConstantRows(alice.Prior!), alice.Public).Sample(round) },
        pair,
        "Alice's marginal",
        "Bob's marginal");

    [Theory]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    [InlineData("zeros")]
    public void A_pool_of_darts_lower_than_A_instead_of_earlier_is_seen(string pair) =>
        AssertSeen(new AlteredRepairGrouped(8, ShortUnit) { IsBefore = (dart, a) => dart.Height < a.Height }, pair, "Bob's marginal");

    [Theory]
    [InlineData("two subsets")]
    [InlineData("three items")]
    [InlineData("zeros")]
    public void An_exchange_that_leaves_void_only_those_who_take_is_seen(string pair) =>
        AssertSeen(new AlteredBudget(30, 256) { VoidsOnlyTakers = true }, pair, 200_000, "Bob's marginal");

    [Theory]
    [InlineData("two subsets")]
    [InlineData("three items")]
    [InlineData("zeros")]
    public void An_exchange_that_does_not_ask_whether_a_dart_is_shared_is_seen(string pair) =>
        AssertSeen(new AlteredBudget(30, 256) { Believes = _ => true }, pair, "Bob's marginal");

    [Theory]
    [InlineData("two subsets")]
    [InlineData("three items")]
    [InlineData("two Zipf laws")]
    public void An_exchange_that_takes_every_dart_of_hers_for_his_is_seen(string pair) =>
        AssertSeen(new AlteredBudget(30, 256) { Accepts = (_, _) => true }, pair, "Bob's marginal");

    [Theory]
    [InlineData("two subsets")]
    [InlineData("three items")]
    public void An_exchange_with_the_acceptance_upside_down_is_seen(string pair) =>
        AssertSeen(new AlteredBudget(30, 256) { Accepts = (height, weight) => height >= weight }, pair, "Bob's marginal");

    [Theory]
    [InlineData("two subsets")]
    [InlineData("zeros")]
    [InlineData("shuffled Zipf laws")]
    public void A_round_left_to_the_race_because_its_darts_differ_is_seen(string pair) =>
        AssertSeen(new AlteredBudget(30, 256) { RacesWhatIsVoid = true }, pair, "Bob's marginal");

    [Theory]
    [InlineData("two subsets")]
    [InlineData("zeros")]
    [InlineData("shuffled Zipf laws")]
    public void A_round_left_to_the_race_because_its_darts_are_equal_is_seen(string pair) =>
        AssertSeen(new AlteredBudget(30, 256) { RacesWhatIsEqual = true }, pair, "Bob's marginal");

    public static TheoryData<string> PairNames => ProtocolContract.PairNames;

    /// <summary>So it is the bug that is seen, not how the altered side was written.</summary>
    [Theory]
    [MemberData(nameof(PairNames))]
    public void Without_the_bugs_the_altered_sides_are_the_real_ones(string pairName)
    {
        TestPair pair = TestPairs.Named(pairName);
        foreach (WeightFormat format in (WeightFormat[])[WeightFormat.Binary64, WeightFormat.Binary32, WeightFormat.BFloat16, CoarseFormat.Instance])
        {
            AssertSame(new Optimal(cached: true, format), new AlteredOptimal(format), pair);
        }

        AssertSame(new Repair(8), new AlteredRepair(8), pair);
        AssertSame(new Repair(1), new AlteredRepair(1), pair);
        AssertSame(new LowComm(Fine), new AlteredLowComm(Fine), pair);
        AssertSame(new LowComm(Coarse), new AlteredLowComm(Coarse), pair);
        AssertSame(new IndexCoding(), new AlteredIndex(), pair);
        AssertSame(new RepairGrouped(8), new AlteredRepairGrouped(8, RepairGrouped.DefaultUnitRounds), pair);
        AssertSame(new RepairGrouped(8, null, ShortUnit), new AlteredRepairGrouped(8, ShortUnit), pair);
        AssertSame(new Budget(30, 256), new AlteredBudget(30, 256), pair);
        AssertSame(new Budget(6, 1024), new AlteredBudget(6, 1024), pair);
        AssertSame(GroupedVariant.WithoutPool, new AlteredRepairGrouped(8, RepairGrouped.DefaultUnitRounds) { PairStays = false }, pair);
    }

    private static long[] CutOffToGrid(Row p, int gridBits) =>
        Array.ConvertAll(p.Weights.ToArray(), weight => (long)Math.ScaleB(weight, gridBits));

    private static ulong CutOff(double weight)
    {
        ulong nearest = WeightFormat.BFloat16.Encode(weight);
        return WeightFormat.BFloat16.Decode(nearest) > weight ? nearest - 1 : nearest;
    }

    private static void AssertSeen(Protocol buggy, string pairName, params string[] checks) =>
        AssertSeen(buggy, pairName, TestPairs.Named(pairName).Rounds, checks);

    /// <remarks>Agreement alone would pass it.</remarks>
    private static void AssertSeenButNotInAgreement(Protocol buggy, string pairName, params string[] checks) =>
        AssertSeenButNotInAgreement(buggy, pairName, TestPairs.Named(pairName).Rounds, checks);

    private static void AssertSeenButNotInAgreement(Protocol buggy, string pairName, int rounds, params string[] checks)
    {
        string[] failed = Failed(buggy, pairName, rounds);
        Assert.All(checks, check => Assert.Contains(check, failed));
        Assert.DoesNotContain("agreement", failed);
    }

    private static void AssertSeen(Protocol buggy, string pairName, int rounds, params string[] checks)
    {
        string[] failed = Failed(buggy, pairName, rounds);
        Assert.All(checks, check => Assert.Contains(check, failed));
    }

    private static string[] Failed(Protocol buggy, string pairName, int rounds)
    {
        TestPair pair = TestPairs.Named(pairName);
        Tally tally = Tally.Of(buggy, pair, rounds, Seed);
        return [.. LawCheck.Failed(tally, pair.LawsOf(buggy), ModeLaw.Of(buggy.Name).AgreementOf(pair, tally))];
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
