using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Theory.Tests;

/// <summary>What a budget buys, by the law of what was done: so that chance in the samples plays no part.</summary>
public class BudgetGainTests
{
    /// <summary>Of the law over 32768 rounds, by chance in what was found.</summary>
    private const double Noise = 0.006;

    private const int Rounds = 1 << 15;

    private static readonly string[] Budgets = ["1", "2", "4", "8", "12", "20", "40"];

    /// <summary>Those on which the race is an optimal coupling and minhash is not are the hard ones.</summary>
    public static TheoryData<string> Pairs =>
    [
        "two ratios .02", "two ratios .1", "two ratios .3", "one item apart", "Zipf", "subsets", "equal", "disjoint", "nearly equal", "nearly disjoint",
    ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void It_is_never_below_the_race_nor_falls_with_the_budget(string name)
    {
        (double[] p, double[] q) = Pair(name);
        double best = GumbelAgreement.Of(p, q);
        foreach (string bits in Budgets)
        {
            double law = Law($"budget:{bits}", p, q);
            Assert.InRange(law, best - Noise, Bounds.Optimum(p, q) + Noise);
            best = Math.Max(best, law);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Small_groups_lose_no_more_than_a_hundredth(string name)
    {
        (double[] p, double[] q) = Pair(name);
        foreach (string bits in (string[])["6", "16", "40"])
        {
            Assert.InRange(Law($"budget:{bits}+256", p, q), GumbelAgreement.Of(p, q) - 0.01 - Noise, 1);
        }
    }

    /// <summary>The share of what lies between the race and an optimal coupling.</summary>
    [Theory]
    [InlineData(0.1, "4", 0.2, 1)]
    [InlineData(0.1, "12", 0.85, 1.2)]
    [InlineData(0.3, "8", 0.25, 1)]
    [InlineData(0.3, "40", 0.95, 1.1)]
    public void It_buys_what_it_should(double distance, string bits, double least, double most)
    {
        // 900 of 1000 items in common and so on: the race has the floor.
        int apart = (int)Math.Round(200 * distance);
        double[] p = Stretch(0, 200, 400);
        double[] q = Stretch(apart, 200, 400);
        double race = GumbelAgreement.Of(p, q);
        Assert.InRange((Law($"budget:{bits}", p, q) - race) / (Bounds.Optimum(p, q) - race), least, most);
    }

    private static double Law(string mode, double[] p, double[] q)
    {
        Protocol budget = ProtocolCatalog.Parse(mode);
        LocalResult result = LocalPair.Run(
            budget,
            new PartyContext(Role.Alice, Row.FromWeights(p, "P"), seed: 5),
            new PartyContext(Role.Bob, Row.FromWeights(q, "Q"), seed: 5),
            new RoundRange(0, Rounds));
        return SettingLaw.Of(budget, p, q, result.AliceSettings);
    }

    private static (double[] P, double[] Q) Pair(string name) => name switch
    {
        "two ratios .02" => (TwoRatios(0.02), TwoRatios(-0.02)),
        "two ratios .1" => (TwoRatios(0.1), TwoRatios(-0.1)),
        "two ratios .3" => (TwoRatios(0.3), TwoRatios(-0.3)),
        "one item apart" => (OneApart(0.55), OneApart(0.45)),
        "Zipf" => (Zipf(1), Zipf(1.2)),
        "subsets" => (Stretch(0, 45, 50), Stretch(5, 45, 50)),
        "equal" => (Zipf(1), Zipf(1)),
        "disjoint" => (Stretch(0, 25, 50), Stretch(25, 25, 50)),
        "nearly equal" => (Zipf(1), Zipf(1.002)),
        "nearly disjoint" => (Stretch(0, 20, 50), Stretch(18, 20, 50)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such pair."),
    };

    private static double[] TwoRatios(double tilt) => [.. Enumerable.Range(0, 60).Select(item => (1 + (item % 2 == 0 ? tilt : -tilt)) / 60)];

    private static double[] OneApart(double first) => [first, .. Enumerable.Repeat((1 - first) / 59, 59)];

    private static double[] Stretch(int first, int count, int items) =>
        [.. Enumerable.Range(0, items).Select(item => item >= first && item < first + count ? 1.0 / count : 0)];

    private static double[] Zipf(double exponent)
    {
        double[] weights = [.. Enumerable.Range(1, 60).Select(rank => Math.Pow(rank, -exponent))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
