using Xunit.Sdk;

namespace Coupling.Theory.Tests.Enumerated;

/// <summary>docs/protocols/optimal.md: a common race over P as it was shipped, and private uniforms beside it.</summary>
public class OptimalByCoinsTests
{
    private static readonly double[] P = [.5, .3, .2];
    private static readonly double[] Q = [.2, .35, .45];

    [Fact]
    public void In_64_bits_its_law_is_the_sum_over_its_coins() => SmallPairs.ForEach((p, q) =>
    {
        JointLaw law = Law(p, q, common: p, Beside.AsDefined);
        law.AssertMarginals();
        law.AssertAgreement("optimal");
        law.AssertAgreement("optimal:cached");
    });

    [Fact]
    public void In_fewer_bits_its_law_is_the_sum_over_its_coins() => SmallPairs.ForEach((p, q) =>
    {
        AssertRounded(significantBits: 8, "optimal+bfloat16");
        AssertRounded(significantBits: 24, "optimal+float32");

        void AssertRounded(int significantBits, string mode)
        {
            JointLaw law = Law(p, q, Rounded(p, significantBits), Beside.AsDefined);
            law.AssertMarginals();
            law.AssertAgreement(mode);
        }
    });

    // Two bits leave much to straighten: both parties may reject, and their residuals meet.
    [Fact]
    public void In_two_bits_its_law_is_the_sum_over_its_coins() => SmallPairs.ForEach((p, q) =>
    {
        double[] common = Rounded(p, significantBits: 2);
        JointLaw law = Law(p, q, common, Beside.AsDefined);
        law.AssertMarginals();
        law.AssertAgreement(ShippedAgreement.Of(p, q, common));
    });

    [Fact]
    public void Keeping_upside_down_bends_a_marginal() => AssertBent(Beside.KeepingUpsideDown);

    [Fact]
    public void A_residual_of_the_other_side_bends_a_marginal() => AssertBent(Beside.DrawingWhereCommonIsAbove);

    [Fact]
    public void Never_rejecting_bends_a_marginal() => AssertBent(Beside.NeverRejecting);

    [Fact]
    public void Drawing_beside_P_where_it_was_rounded_is_another_coupling()
    {
        JointLaw law = Law(P, P, common: P, Beside.AsDefined);
        law.AssertMarginals();
        Assert.ThrowsAny<XunitException>(() => law.AssertAgreement("optimal+bfloat16"));
    }

    private static void AssertBent(Beside bobs)
    {
        Assert.ThrowsAny<XunitException>(Law(P, Q, common: P, bobs).AssertMarginals);
        Assert.ThrowsAny<XunitException>(Law(P, Q, Rounded(P, significantBits: 8), bobs).AssertMarginals);
    }

    private static JointLaw Law(double[] p, double[] q, double[] common, Beside bobs)
    {
        var law = new JointLaw(p, q);
        foreach ((double[] e, double probability) in Exponentials.Cells(common))
        {
            int draw = Exponentials.Winner(e, common);
            foreach ((int a, double hers) in Beside.AsDefined.Given(draw, common, p))
            {
                foreach ((int b, double his) in bobs.Given(draw, common, q))
                {
                    law.Add(a, b, probability * hers * his);
                }
            }
        }

        return law;
    }

    /// <summary>Each weight to the nearest number of so many significant bits, ties to even, over their sum.</summary>
    private static double[] Rounded(double[] weights, int significantBits)
    {
        double[] shipped = [.. weights.Select(ToNearest)];
        return [.. shipped.Select(weight => weight / shipped.Sum())];

        double ToNearest(double weight)
        {
            int shift = weight > 0 ? significantBits - 1 - Math.ILogB(weight) : 0;
            return Math.ScaleB(Math.Round(Math.ScaleB(weight, shift), MidpointRounding.ToEven), -shift);
        }
    }
}
