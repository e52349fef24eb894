using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Theory;

namespace Coupling.Speculation.Tests;

/// <summary>The questions of the other tests, shown to fail on bugs. What they pass would otherwise mean little.</summary>
public class PlantedBugTests
{
    private static readonly LowComm Coarse = new(0.5m);

    /// <remarks>
    /// Seen in a serving engine: the noise that drew the draft also draws in place of it. Sound if a draft is accepted when it equals the target's
    /// own sample; with the ratio test, what is drawn depends on what was rejected.
    /// </remarks>
    [Fact]
    public void The_draft_s_noise_used_again_for_the_residual_is_seen() =>
        AssertSeen(new AlteredStandard { Draws = BySharedNoise }, "shuffled Zipf laws", "tokens");

    [Fact]
    public void The_draft_s_noise_used_again_for_the_residual_is_seen_in_short_texts() =>
        AssertSeenInTexts(new AlteredStandard { Draws = BySharedNoise });

    /// <remarks>The target's own token, drawn with the noise of its position, is sound: nothing there is rejected.</remarks>
    [Fact]
    public void The_noise_of_a_position_without_a_draft_may_be_used() => Assert.Empty(
        Failed(new AlteredStandard { Last = (bob, row, position) => RaceSampler.Once(row, bob.Public, position) }, "two Zipf laws"));

    [Theory]
    [InlineData("three tokens")]
    [InlineData("two Zipf laws")]
    [InlineData("two subsets")]
    public void An_acceptance_with_the_ratio_upside_down_is_seen(string pair) =>
        AssertSeen(new AlteredStandard { Accepts = (u, p, q) => u * q < p }, pair, "tokens");

    [Fact]
    public void An_acceptance_with_the_ratio_upside_down_is_seen_in_short_texts() =>
        AssertSeenInTexts(new AlteredStandard { Accepts = (u, p, q) => u * q < p });

    [Theory]
    [InlineData("three tokens")]
    [InlineData("shuffled Zipf laws")]
    public void A_draw_of_q_in_place_of_the_residual_is_seen(string pair) =>
        AssertSeen(new AlteredStandard { Residual = (_, q) => q }, pair, "tokens");

    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("shuffled Zipf laws")]
    public void The_coin_of_the_acceptance_used_again_for_the_residual_is_seen(string pair) => AssertSeen(
        new AlteredStandard { Draws = (bob, residual, position) => new InverseCdf(residual).Sample(bob.Private.Uniform(position, use: 0)) }, pair, "tokens");

    [Fact]
    public void One_coin_for_a_pass_s_acceptances_is_seen() => AssertSeen(
        new AlteredStandard { Coin = (bob, position) => bob.Private.Uniform(position / 2, use: 0) }, "three tokens", "tokens per pass");

    [Fact]
    public void A_draft_that_is_always_accepted_is_seen() =>
        AssertSeen(new AlteredStandard { Accepts = (_, _, _) => true }, "three tokens", "tokens", "acceptance", "tokens per pass");

    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("equal")]
    public void Coins_of_the_place_in_the_pass_instead_of_the_text_are_seen(string pair) =>
        AssertSeen(new AlteredInvariant { RoundOf = (_, draft) => draft }, pair, "tokens");

    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("shuffled Zipf laws")]
    public void Coins_of_two_positions_used_for_one_are_seen(string pair) =>
        AssertSeen(new AlteredInvariant { RoundOf = (position, draft) => (position + draft) / 2 }, pair, "neighbours");

    /// <remarks>Every scheme's text would still have the right law. Only that it is one text gives it away.</remarks>
    [Fact]
    public void Coins_that_depend_on_the_pass_are_seen_in_the_text()
    {
        Duo duo = RowPair.Named("two Zipf laws").Duo;
        var buggy = new AlteredInvariant { RoundOf = (position, draft) => (position << 8) + draft };
        IReadOnlyList<int> alone = duo.Run(new TargetAlone(), 1, 200, seed: 1).Tokens;
        Assert.Equal(alone, duo.Run(new AlteredInvariant(), 4, 200, seed: 1).Tokens);
        Assert.NotEqual(duo.Run(buggy, 4, 200, seed: 1).Tokens, duo.Run(buggy, 2, 200, seed: 1).Tokens);
        Assert.Empty(Failed(buggy, "two Zipf laws"));
    }

    /// <remarks>A difference must be detected by what does not depend on the item.</remarks>
    [Fact]
    public void Detection_by_the_draft_s_item_is_seen() =>
        AssertSeen(new AlteredRepair(2) { Flags = (item, hash, x1) => item != x1.Item && hash != x1.Hash >> 62 }, "three tokens", "tokens");

    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("shuffled Zipf laws")]
    public void Darts_ordered_by_height_are_seen(string pair) =>
        AssertSeen(new AlteredRepair(8) { IsBefore = (x1, a) => x1.Height < a.Height }, pair, "tokens");

    [Theory]
    [InlineData("three tokens")]
    [InlineData("two Zipf laws")]
    public void A_first_dart_taken_unprobed_is_seen(string pair) =>
        AssertSeen(new AlteredRepair(8) { TakesFirstUnprobed = true }, pair, "tokens");

    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("two subsets")]
    public void A_proposal_that_is_always_taken_is_seen(string pair) =>
        AssertSeen(new AlteredLowComm(Coarse, 2) { Takes = (_, _, _) => true }, pair, "tokens");

    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("shuffled Zipf laws")]
    public void A_proposal_decided_by_the_coin_that_made_it_is_seen(string pair) => AssertSeen(
        new AlteredLowComm(Coarse, 8) { Point = (coins, position, index) => (coins.At(position, index).Place, coins.At(position, index).Place) }, pair, "tokens");

    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("two subsets")]
    public void A_draft_of_the_grid_accepted_with_the_ratio_upside_down_is_seen(string pair) =>
        AssertSeen(new AlteredLowComm(Coarse, 2) { Accepts = (u, p, q) => u * q < p }, pair, "tokens");

    /// <summary>So it is the bug that is seen, not how the altered side was written.</summary>
    [Fact]
    public void Without_the_bugs_the_altered_sides_are_the_real_ones()
    {
        foreach (RowPair pair in RowPair.All)
        {
            AlteredScheme[] altered = [new AlteredStandard(), new AlteredInvariant(), new AlteredRepair(0), new AlteredRepair(2), new AlteredRepair(8)];
            foreach (AlteredScheme scheme in pair.Q.Length < 8 ? altered : [.. altered, new AlteredLowComm(Coarse, 2), new AlteredLowComm(Coarse, 8)])
            {
                LocalText real = pair.Duo.Run(scheme.Real, gamma: 3, tokens: 500, seed: 7);
                LocalText same = pair.Duo.Run(scheme, gamma: 3, tokens: 500, seed: 7);
                Assert.Equal(real.Tokens, same.Tokens);
                Assert.Equal(real.Passes.Select(pass => (pass.BitsUp, pass.BitsDown, pass.Turns)), same.Passes.Select(pass => (pass.BitsUp, pass.BitsDown, pass.Turns)));
            }
        }
    }

    private static int BySharedNoise(SpeculationContext bob, double[] residual, long position) =>
        RaceSampler.Once(Masses.ToRow(residual, "the residual"), bob.Public, position);

    private static void AssertSeen(AlteredScheme buggy, string pair, params string[] questions) =>
        Assert.Subset(Failed(buggy, pair).ToHashSet(), questions.ToHashSet());

    private static void AssertSeenInTexts(AlteredScheme buggy) =>
        Assert.InRange(TextLawTests.PValue(buggy, model: 1, gamma: 2), 0, Level.PerTest);

    private static string[] Failed(AlteredScheme scheme, string pair) =>
        ConstantRowTests.Failed(scheme, (_, p, q) => SpeculationLaw.Acceptance(scheme.Real, p, q), RowPair.Named(pair));
}
