using Coupling.Distributions;
using Coupling.Speculation;

namespace Coupling.Theory.Tests;

/// <summary>The acceptance itself is measured in Coupling.Speculation.Tests.</summary>
public class SpeculationLawTests
{
    private static readonly double[] P = [.5, .3, .2];
    private static readonly double[] Q = [.2, .3, .5];

    [Theory]
    [InlineData(0)]
    [InlineData(.3)]
    [InlineData(.7)]
    [InlineData(.999)]
    public void Tokens_per_pass_are_the_geometric_sum(double acceptance)
    {
        foreach (int gamma in (int[])[0, 1, 4, 64])
        {
            Assert.Equal((1 - Math.Pow(acceptance, gamma + 1)) / (1 - acceptance), SpeculationLaw.TokensPerPass(acceptance, gamma), 1e-9);
        }
    }

    [Fact]
    public void A_pass_gives_all_its_drafts_and_one_if_each_is_accepted() => Assert.Equal(5, SpeculationLaw.TokensPerPass(1, 4));

    [Theory]
    [InlineData("standard", .7)]
    [InlineData("scalar", .7)]
    [InlineData("repair", .7)]
    [InlineData("invariant:gumbel", .63077)]
    [InlineData("invariant:index", .63077)]
    [InlineData("invariant:minhash", .63077)]
    [InlineData("repair:0", .63077)]
    [InlineData("repair:1", .665385)]
    [InlineData("greedy", .2)]
    [InlineData("quantised:10", .7)]
    [InlineData("quantised:2", .5)] // P′ = (.5, .5, 0): .2 + .3
    [InlineData("top-k:1+9", .2)]
    public void Acceptance_is_what_the_definition_gives(string scheme, double acceptance) =>
        Assert.Equal(acceptance, SpeculationLaw.Acceptance(SchemeCatalog.Parse(scheme), P, Q), scheme == "standard" ? 2e-3 : 1e-5);

    /// <remarks>Coarser rounding costs more; what is rounded finely enough costs nothing to speak of.</remarks>
    [Fact]
    public void Acceptance_comes_near_to_1_less_the_distance_as_rounding_gets_finer() => RandomPairs.ForEach(100, (p, q) =>
    {
        double optimum = OptimalAgreement.Of(p, q);
        Assert.Equal(optimum, SpeculationLaw.Acceptance(SchemeCatalog.Parse("quantised:4096"), p, q), p.Length / 4096.0);
        Assert.Equal(optimum, SpeculationLaw.Acceptance(SchemeCatalog.Parse("lowcomm:1e-9"), p, q), 1e-8);
        Assert.Equal(optimum, SpeculationLaw.Acceptance(SchemeCatalog.Parse("standard+float32"), p, q), 1e-7);
        Assert.Equal(optimum, SpeculationLaw.Acceptance(SchemeCatalog.Parse("scalar"), p, q), 2e-7);
    });

    [Fact]
    public void A_scheme_without_a_drafter_has_no_acceptance() =>
        Assert.Throws<ArgumentException>(() => SpeculationLaw.Acceptance(new TargetAlone(), P, Q));

    [Fact]
    public void Weights_that_are_no_row_are_refused() =>
        Assert.Throws<BadDataException>(() => SpeculationLaw.Acceptance(SchemeCatalog.Parse("standard"), [.5, .4], [.5, .5]));
}
