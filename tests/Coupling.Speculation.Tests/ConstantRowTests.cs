using Coupling.Statistics;
using Coupling.Theory;

namespace Coupling.Speculation.Tests;

/// <summary>
/// Long texts where drafter and target have the same row at every position: tokens are independent draws of Q, judged drafts are accepted
/// independently with the probability of the closed form.
/// </summary>
public class ConstantRowTests
{
    /// <summary>Statistical questions to a scheme and a pair.</summary>
    public const int Questions = 4;

    private const int Length = 20_000;
    private const int Gamma = 3;
    private const ulong Seed = 20260401;

    public static IReadOnlyList<RowPair> Pairs => RowPair.All;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string name in Schemes.Drafting)
            {
                foreach (RowPair pair in Pairs)
                {
                    cases.Add(name, pair.Name);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tokens_and_acceptance_have_their_laws(string name, string pairName) =>
        Assert.Empty(Failed(SchemeCatalog.Parse(name), SpeculationLaw.Acceptance, RowPair.Named(pairName)));

    /// <summary>The questions that a scheme fails on a pair.</summary>
    internal static string[] Failed(SpeculativeScheme scheme, AcceptanceLaw law, RowPair pair)
    {
        double acceptance = Math.Clamp(law(scheme, pair.P, pair.Q), 0, 1);
        LongText text = LongText.Of(pair.Duo.Run(scheme, Gamma, Length, Seed), pair.Q.Length, Gamma);
        double[] byAccepted = [.. Enumerable.Range(0, Gamma + 1).Select(k => Math.Pow(acceptance, k) * (k < Gamma ? 1 - acceptance : 1))];
        (string Question, double P)[] answers =
        [
            ("tokens", GoodnessOfFit.Test(text.Tokens, pair.Q).GPValue),
            ("neighbours", BinomialTest.TwoSided(text.Repeats, Length / 2, pair.Q.Sum(weight => weight * weight))),
            ("acceptance", BinomialTest.TwoSided(text.Accepted, text.Judged, acceptance)),
            ("tokens per pass", GoodnessOfFit.Test(text.ByAccepted, byAccepted).GPValue),
        ];
        Assert.Equal(Questions, answers.Length);
        return [.. answers.Where(answer => answer.P < Level.PerTest).Select(answer => answer.Question)];
    }

    /// <summary>Pr[a judged draft is accepted], of P and Q.</summary>
    internal delegate double AcceptanceLaw(SpeculativeScheme scheme, ReadOnlySpan<double> p, ReadOnlySpan<double> q);
}
