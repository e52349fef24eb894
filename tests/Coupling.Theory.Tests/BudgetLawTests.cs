using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Theory.Tests;

public class BudgetLawTests
{
    private static readonly double[] P = [.5, .3, .2];
    private static readonly double[] Q = [.2, .3, .5];

    public static TheoryData<int, int> Blocks
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach (int logSize in (int[])[0, 1, 2, 3, 6])
            {
                data.Add(logSize, 4);
                data.Add(logSize, 9);
            }

            return data;
        }
    }

    [Fact]
    public void A_round_of_the_race_has_the_law_of_the_race() =>
        RandomPairs.ForEach((p, q) => Assert.Equal(GumbelAgreement.Of(p, q), new BudgetLaw(p, q).Agreement(BudgetSetting.Race.Packed)));

    /// <summary>
    /// The courses of a block, each with its probability: without any exchange the rounds agree as in minhash on average. Blocks are
    /// checked again after a find, or not (stopping), and searched when they differ, or not (dropping).
    /// </summary>
    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_courses_of_a_block_add_up_to_minhash(int logSize, int hashBits) =>
        RandomPairs.ForEach((p, q) =>
        {
            var law = new BudgetLaw(p, q);
            double differing = 2 * TotalVariation.Of(p, q) / (1 + TotalVariation.Of(p, q));
            foreach ((double stopping, double dropping) in ((double, double)[])[(0, 0), (0.3, 0), (0.1, 0.4)])
            {
                double agreements = 0;
                for (int different = 0; different <= 1 << logSize; different++)
                {
                    agreements += Binomial(1 << logSize, different, differing)
                        * Agreements(law, logSize, hashBits, different, finds: 0, stopping, dropping);
                }

                Assert.Equal(MinHashAgreement.Of(p, q), agreements / (1 << logSize), 1e-9);
            }
        });

    [Fact]
    public void A_round_named_alone_is_not_repaired() =>
        RandomPairs.ForEach((p, q) =>
        {
            double distance = TotalVariation.Of(p, q);
            double equal = (1 - distance) / (1 + distance);
            double different = 1 - equal;
            double alone = new BudgetLaw(p, q).Agreement(BudgetSetting.Named(1).Packed);
            Assert.Equal(MinHashAgreement.Of(p, q), equal + (different * alone), 1e-9);
        });

    /// <summary>1 − D = (1 − D)/(1 + D) + 2D/(1 + D)·(1 − D)/2.</summary>
    [Fact]
    public void Many_rounds_named_together_are_repaired() =>
        Assert.Equal(.35, new BudgetLaw(P, Q).Agreement(BudgetSetting.Named(60_000).Packed), 1e-6);

    [Fact]
    public void Before_a_run_the_agreement_has_bounds()
    {
        var law = ModeLaw.Of(new Budget(12), P, Q, 1000);
        Assert.False(law.IsExact);
        Assert.Equal((MinHashAgreement.Of(P, Q), .7), (law.Agreement, Math.Round(law.AgreementAtMost, 12)));
        Assert.Equal(12, law.BitsPerRound.Total);
    }

    [Theory]
    [InlineData("budget:0")]
    [InlineData("budget:100+32")]
    public void A_budget_that_says_nothing_has_the_law_of_the_race(string mode)
    {
        var law = ModeLaw.Of(ProtocolCatalog.Parse(mode), P, Q, 1000);
        Assert.True(law.IsExact);
        Assert.Equal(GumbelAgreement.Of(P, Q), law.Agreement);
        Assert.Equal(0, law.BitsPerRound.Total);
    }

    [Fact]
    public void After_a_run_the_agreement_is_the_average_of_its_settings()
    {
        var tally = new Dictionary<long, long> { [BudgetSetting.Race.Packed] = 30, [BudgetSetting.Named(5).Packed] = 10 };
        var rounds = new BudgetLaw(P, Q);
        Assert.Equal(
            (.75 * rounds.Agreement(BudgetSetting.Race.Packed)) + (.25 * rounds.Agreement(BudgetSetting.Named(5).Packed)),
            SettingLaw.Of(new Budget(12), P, Q, tally),
            1e-15);
        Assert.Throws<ArgumentException>(() => SettingLaw.Of(new Budget(12), P, Q, new Dictionary<long, long>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => SettingLaw.Of(new Budget(12), P, Q, new Dictionary<long, long> { [5] = 1 }));
    }

    /// <summary>The protocol itself, within 4.5 standard errors of a binomial; its own are smaller.</summary>
    [Theory]
    [InlineData("budget:2", 0.02, 11)]
    [InlineData("budget:3", 0.02, 12)]
    [InlineData("budget:12+512", 0.05, 13)]
    [InlineData("budget:4", 0.05, 14)]
    [InlineData("budget:4+1024", 0.1, 15)]
    [InlineData("budget:8", 0.1, 16)]
    [InlineData("budget:32+256", 0.1, 17)]
    [InlineData("budget:5", 0.3, 18)]
    [InlineData("budget:14+1024", 0.3, 19)]
    [InlineData("budget:40+16384", 0.3, 20)]
    [InlineData("budget:16+256", 0.6, 21)]
    [InlineData("budget:25", 0.6, 22)]
    [InlineData("budget:16+512", 0.9, 23)]
    [InlineData("budget:60+256", 0.9, 24)]
    public void A_simulation_agrees(string mode, double distance, ulong seed)
    {
        // Both uniform, on stretches of 100 items of 200: the race has the floor, and a repair the most to gain.
        const int Rounds = 1 << 16;
        double[] p = Stretch(0, 100);
        double[] q = Stretch((int)Math.Round(100 * distance), 100);
        LocalResult result = LocalPair.Run(
            ProtocolCatalog.Parse(mode),
            new PartyContext(Role.Alice, Row.FromWeights(p, "P"), seed),
            new PartyContext(Role.Bob, Row.FromWeights(q, "Q"), seed),
            new RoundRange(0, Rounds));
        double law = SettingLaw.Of(ProtocolCatalog.Parse(mode), p, q, result.AliceSettings);
        Assert.InRange((result.Agreement - law) / Math.Sqrt(law * (1 - law) / Rounds), -4.5, 4.5);
        Assert.True(law > GumbelAgreement.Of(p, q), "nothing was gained");
    }

    private static double Agreements(
        BudgetLaw law, int logSize, int hashBits, int different, int finds, double stopping, double dropping)
    {
        double missed = different == 0 ? 1 : Math.Pow(2, -hashBits);
        double sum = missed * Unfound(BudgetRound.Unseen);
        if (missed < 1)
        {
            sum += (1 - missed) * dropping * Unfound(BudgetRound.Dropped);
            bool last = finds + 1 == 4 || finds + 1 == 1 << logSize;
            double stops = last ? 1 : stopping;
            finds++;
            sum += (1 - missed) * (1 - dropping) * (
                (stops * (finds == 1 << logSize ? finds * Found() : Unfound(BudgetRound.Unchecked)))
                + (stops < 1 ? (1 - stops) * Agreements(law, logSize, hashBits, different - 1, finds, stopping, dropping) : 0));
        }

        return sum;

        double Found() => law.Agreement(BudgetSetting.Named(1).Packed);

        double Unfound(BudgetRound kind) =>
            (finds * Found()) + (((1 << logSize) - finds) * law.Agreement(new BudgetSetting(kind, logSize, hashBits, finds).Packed));
    }

    private static double[] Stretch(int first, int count) =>
        [.. Enumerable.Range(0, 200).Select(item => item >= first && item < first + count ? 1.0 / count : 0)];

    private static double Binomial(int n, int k, double p)
    {
        double choose = 1;
        for (int factor = 1; factor <= k; factor++)
        {
            choose *= (double)(n - k + factor) / factor;
        }

        return choose * Math.Pow(p, k) * Math.Pow(1 - p, n - k);
    }
}
