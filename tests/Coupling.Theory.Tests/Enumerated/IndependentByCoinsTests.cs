using Xunit.Sdk;

namespace Coupling.Theory.Tests.Enumerated;

/// <summary>docs/protocols/independent.md: a private uniform each.</summary>
public class IndependentByCoinsTests
{
    [Fact]
    public void Its_law_is_the_sum_over_its_coins() => SmallPairs.ForEach((p, q) =>
    {
        JointLaw law = Law(p, q, (_, ofHis) => Uniform.InverseCdf(q, ofHis));
        law.AssertMarginals();
        law.AssertAgreement("independent");
    });

    [Fact]
    public void Reading_hers_is_another_coupling()
    {
        double[] q = [.5, .5];
        JointLaw law = Law([.5, .5], q, (hers, _) => Uniform.InverseCdf(q, hers));
        law.AssertMarginals();
        Assert.ThrowsAny<XunitException>(() => law.AssertAgreement("independent"));
    }

    [Fact]
    public void Reading_the_larger_of_both_bends_a_marginal()
    {
        double[] q = [.5, .5];
        JointLaw law = Law([.5, .5], q, (hers, his) => Uniform.InverseCdf(q, Math.Max(hers, his)));
        Assert.ThrowsAny<XunitException>(law.AssertMarginals);
    }

    private static JointLaw Law(double[] p, double[] q, Func<double, double, int> bobs)
    {
        var law = new JointLaw(p, q);
        foreach ((double hers, double length) in Uniform.Pieces(Uniform.Cumulative(p)))
        {
            foreach ((double his, double height) in Uniform.Pieces(Uniform.Cumulative(q)))
            {
                law.Add(Uniform.InverseCdf(p, hers), bobs(hers, his), length * height);
            }
        }

        return law;
    }
}
