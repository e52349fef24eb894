using Coupling.Statistics;

namespace Coupling.Speculation.Tests;

/// <summary>Short texts of context-dependent models, against the product of the target's rows: of every text its probability.</summary>
public class TextLawTests
{
    /// <summary>Models per scheme and γ.</summary>
    public const int Models = 2;

    private const int Seeds = 12_000;
    private const int Tokens = 4;

    /// <summary>With 4 tokens a pass drafts 3 at most.</summary>
    public static int[] Gammas { get; } = [1, 2, 4];

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string name in Schemes.All)
            {
                foreach (int gamma in Gammas)
                {
                    cases.Add(name, gamma);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Texts_have_the_target_s_law(string name, int gamma)
    {
        for (int model = 1; model <= Models; model++)
        {
            Assert.InRange(PValue(SchemeCatalog.Parse(name), model, gamma), Level.PerTest, 1);
        }
    }

    /// <summary>Of texts grown from a random target with a drafter that is not near it.</summary>
    internal static double PValue(SpeculativeScheme scheme, int model, int gamma)
    {
        TableModel target = TableModel.Random(n: 3, order: 2, seed: model);
        var duo = new Duo(TableModel.Random(n: 3, order: 2, seed: model + 50), target);
        return GoodnessOfFit.Test(TextLaw.Grown(scheme, duo, gamma, Tokens, Seeds), TextLaw.Of(target, Tokens)).GPValue;
    }
}
