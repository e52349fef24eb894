using Coupling.Statistics;

namespace Coupling.Conformance;

/// <summary>One statistical question to a run. The contract tests and the planted bugs are asked the same ones.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="PValue">Of a run on a pair with a mode's probability of agreement.</param>
public sealed record LawCheck(string Name, Func<Tally, TestPair, double, double> PValue)
{
    public static IReadOnlyList<LawCheck> All { get; } =
    [
        new("Alice's marginal", (tally, pair, _) => GoodnessOfFit.Test(tally.Alice, pair.P).GPValue),
        new("Bob's marginal", (tally, pair, _) => GoodnessOfFit.Test(tally.Bob, pair.Q).GPValue),
        new("agreement", (tally, _, agreement) => BinomialTest.TwoSided(tally.Agreements, tally.Rounds, agreement)),

        // Rounds are independent: neighbours repeat an item with probability Σp², agree both with the square.
        new("Alice's neighbours", (tally, pair, _) => BinomialTest.TwoSided(tally.AliceRepeats, tally.Rounds / 2, Repeat(pair.P))),
        new("Bob's neighbours", (tally, pair, _) => BinomialTest.TwoSided(tally.BobRepeats, tally.Rounds / 2, Repeat(pair.Q))),
        new(
            "neighbours' agreement",
            (tally, _, agreement) => BinomialTest.TwoSided(tally.AgreementRepeats, tally.Rounds / 2, agreement * agreement)),
    ];

    public static LawCheck Named(string name) => All.Single(check => check.Name == name);

    /// <summary>The checks that a run fails.</summary>
    public static IEnumerable<string> Failed(Tally tally, TestPair pair, double agreement) =>
        All.Where(check => check.PValue(tally, pair, agreement) < Level.PerTest).Select(check => check.Name);

    private static double Repeat(double[] weights) => weights.Sum(weight => weight * weight);
}
