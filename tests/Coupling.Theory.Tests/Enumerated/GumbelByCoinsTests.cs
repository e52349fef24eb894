using Xunit.Sdk;

namespace Coupling.Theory.Tests.Enumerated;

/// <summary>docs/protocols/gumbel.md: shared exponentials.</summary>
public class GumbelByCoinsTests
{
    private static readonly double[] P = [.5, .3, .2];
    private static readonly double[] Q = [.2, .3, .5];

    [Fact]
    public void Its_law_is_the_sum_over_its_coins() => SmallPairs.ForEach((p, q) =>
    {
        JointLaw law = Law(p, q, bobsTies: q, e => Exponentials.Winner(e, q));
        law.AssertMarginals();
        law.AssertAgreement("gumbel");
    });

    [Fact]
    public void Times_multiplied_by_weights_bend_a_marginal()
    {
        double[] inverted = [.. Q.Select(weight => 1 / weight)];
        JointLaw law = Law(P, Q, bobsTies: inverted, e => Exponentials.Winner(e, inverted));
        Assert.ThrowsAny<XunitException>(law.AssertMarginals);
    }

    [Fact]
    public void Exponentials_of_other_items_are_another_coupling()
    {
        JointLaw law = Law(P, Q, bobsTies: [.. Q.Reverse()], e => Exponentials.Winner([.. e.Reverse()], Q));
        law.AssertMarginals();
        Assert.ThrowsAny<XunitException>(() => law.AssertAgreement("gumbel"));
    }

    private static JointLaw Law(double[] p, double[] q, double[] bobsTies, Func<double[], int> bobs)
    {
        var law = new JointLaw(p, q);
        foreach ((double[] e, double probability) in Exponentials.Cells(p, bobsTies))
        {
            law.Add(Exponentials.Winner(e, p), bobs(e), probability);
        }

        return law;
    }
}
