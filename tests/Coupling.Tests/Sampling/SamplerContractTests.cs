using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;
using CsCheck;

namespace Coupling.Tests;

/// <summary>What every silent mode promises: a sample is a pure function of its round and of the party's own row.</summary>
public abstract class SamplerContractTests
{
    private const int Rounds = 600;

    private readonly SilentProtocol protocol;
    private readonly int roundsPerPair;

    /// <param name="mode">As in the catalog.</param>
    /// <param name="roundsPerPair">How long a pair stays: coins are chosen by it.</param>
    protected SamplerContractTests(string mode, int roundsPerPair)
    {
        protocol = (SilentProtocol)ProtocolCatalog.Parse(mode);
        this.roundsPerPair = roundsPerPair;
    }

    /// <summary>Half of the rounds are before the first change of a pair that may change.</summary>
    private long First => roundsPerPair <= Rounds ? 0 : roundsPerPair - (Rounds / 2);

    [Fact]
    public void A_sample_does_not_depend_on_how_rounds_are_cut()
    {
        int[] whole = Draw(Constant);
        Gen.Int[1, Rounds].Sample(batch =>
        {
            ISampler sampler = Sampler(Constant);
            int[] cut = new int[Rounds];
            for (int first = 0; first < Rounds; first += batch)
            {
                int count = Math.Min(batch, Rounds - first);
                sampler.Sample(new RoundRange(First + first, count), cut.AsSpan(first, count));
            }

            Assert.Equal(whole, cut);
        }, iter: 20);
    }

    [Fact]
    public void A_sample_does_not_depend_on_the_order_of_rounds()
    {
        foreach (IRows rows in (IRows[])[Constant, Changing])
        {
            int[] whole = Draw(rows);
            ISampler sampler = Sampler(rows);
            Gen.Int[0, Rounds - 1].Sample(round =>
            {
                int[] one = new int[1];
                sampler.Sample(new RoundRange(First + round, 1), one);
                Assert.Equal(whole[round], one[0]);
                Assert.Equal(whole[round], sampler.Sample(First + round));
            }, iter: 40, threads: 1);
        }
    }

    [Fact]
    public void A_row_that_changes_with_the_round_gives_each_round_the_sample_of_its_row()
    {
        int[] first = Draw(Rows.Constant(Heavy));
        int[] second = Draw(Rows.Constant(Light));
        int[] changing = Draw(Changing);
        Assert.All(Enumerable.Range(0, Rounds), round => Assert.Equal(((First + round) / roundsPerPair % 2 == 0 ? first : second)[round], changing[round]));
    }

    [Fact]
    public void What_Bob_holds_does_not_change_what_Alice_draws()
    {
        PartyContext alice = Rows.Party(Role.Alice, Heavy);
        var rounds = new RoundRange(0, Rounds);
        Assert.Equal(
            LocalPair.Run(protocol, alice, Rows.Party(Role.Bob, Light), rounds).Alice,
            LocalPair.Run(protocol, alice, Rows.Party(Role.Bob, Heavy), rounds).Alice);
    }

    [Fact]
    public void Another_seed_gives_other_samples() =>
        Assert.NotEqual(Draw(Constant), Draw(Constant, seed: 42));

    [Fact]
    public void A_single_item_is_always_drawn() => Assert.All(Draw(Rows.Constant(Rows.Of(1))), item => Assert.Equal(0, item));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_only_item_with_weight_is_always_drawn(int atom)
    {
        double[] weights = new double[7];
        weights[atom] = 1;
        Assert.All(Draw(Rows.Constant(Rows.Of(weights))), item => Assert.Equal(atom, item));
    }

    [Fact]
    public void An_item_without_weight_is_never_drawn() => Assert.All(Draw(Constant), item => Assert.True(Heavy[item] > 0));

    [Fact]
    public void An_item_of_hardly_any_weight_breaks_nothing() =>
        Assert.All(Draw(Rows.Constant(Rows.Of(1, 2.2250738585072014e-308, 1e-300))), item => Assert.Equal(0, item));

    [Fact]
    public void The_largest_alphabet_works()
    {
        int[] drawn = new int[3];
        Sampler(Rows.Constant(Rows.Uniform(Row.MaximumLength))).Sample(new RoundRange(0, drawn.Length), drawn);
        Assert.All(drawn, item => Assert.InRange(item, 0, Row.MaximumLength - 1));
        Assert.Contains(drawn, item => item > Row.MaximumLength / 8);
    }

    private static Row Heavy { get; } = Rows.Zipf(50, 1.0, stride: 7);

    private static Row Light { get; } = Rows.Zipf(50, 1.5);

    private static IRows Constant { get; } = Rows.Constant(Heavy);

    private IRows Changing => new Rows.Alternating(Heavy, Light) { RoundsPerRow = roundsPerPair };

    private ISampler Sampler(IRows rows, ulong seed = 41) => protocol.CreateSampler(new PartyContext(Role.Alice, rows, seed) { RoundsPerPair = roundsPerPair });

    private int[] Draw(IRows rows, ulong seed = 41)
    {
        int[] samples = new int[Rounds];
        Sampler(rows, seed).Sample(new RoundRange(First, Rounds), samples);
        return samples;
    }
}

public sealed class GumbelSamplerTests() : SamplerContractTests("gumbel", roundsPerPair: 4096);

public sealed class GumbelOfShortPairsSamplerTests() : SamplerContractTests("gumbel", roundsPerPair: 64);

public sealed class GumbelOfFreshPairsSamplerTests() : SamplerContractTests("gumbel", roundsPerPair: 1);

public sealed class MinHashSamplerTests() : SamplerContractTests("minhash", roundsPerPair: 4096);

public sealed class MinHashOfFreshPairsSamplerTests() : SamplerContractTests("minhash", roundsPerPair: 1);

public sealed class IndependentSamplerTests() : SamplerContractTests("independent", roundsPerPair: 1);

public sealed class InverseCdfSamplerTests() : SamplerContractTests("inverse-cdf", roundsPerPair: 1);
