using Xunit.Sdk;

namespace Coupling.Theory.Tests.Enumerated;

/// <summary>docs/protocols/inverse-cdf.md: one public uniform.</summary>
public class InverseCdfByCoinsTests
{
    [Fact]
    public void Its_law_is_the_sum_over_its_coins() => SmallPairs.ForEach((p, q) =>
    {
        JointLaw law = Law(p, q, bobs: u => Uniform.InverseCdf(q, u));
        law.AssertMarginals();
        law.AssertAgreement("inverse-cdf");
    });

    [Fact]
    public void An_item_too_far_bends_a_marginal()
    {
        double[] q = [.4, .6];
        JointLaw law = Law([.7, .3], q, bobs: u => Math.Min(1, Uniform.InverseCdf(q, u) + 1));
        Assert.ThrowsAny<XunitException>(law.AssertMarginals);
    }

    [Fact]
    public void A_uniform_read_backwards_is_another_coupling()
    {
        double[] q = [.2, .3, .5];
        JointLaw law = Law([.5, .3, .2], q, bobs: u => Uniform.InverseCdf(q, 1 - u));
        law.AssertMarginals();
        Assert.ThrowsAny<XunitException>(() => law.AssertAgreement("inverse-cdf"));
    }

    private static JointLaw Law(double[] p, double[] q, Func<double, int> bobs)
    {
        var law = new JointLaw(p, q);
        double[] ofQ = Uniform.Cumulative(q);
        foreach ((double u, double length) in Uniform.Pieces([.. Uniform.Cumulative(p), .. ofQ, .. ofQ.Select(cut => 1 - cut)]))
        {
            law.Add(Uniform.InverseCdf(p, u), bobs(u), length);
        }

        return law;
    }
}
