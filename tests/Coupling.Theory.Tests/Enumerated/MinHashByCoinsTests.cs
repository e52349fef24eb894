using Xunit.Sdk;

namespace Coupling.Theory.Tests.Enumerated;

/// <summary>docs/protocols/minhash.md: shared darts.</summary>
public class MinHashByCoinsTests
{
    private static readonly double[] P = [.5, .3, .2];
    private static readonly double[] Q = [.2, .3, .5];

    [Fact]
    public void Its_law_is_the_sum_over_its_coins() => SmallPairs.ForEach((p, q) =>
    {
        var darts = new Darts(p, q);
        JointLaw law = Law(p, q, darts.IsQ);
        law.AssertMarginals();
        law.AssertAgreement("minhash");
    });

    [Fact]
    public void Heights_read_from_above_are_another_coupling()
    {
        JointLaw law = Law(P, Q, dart => 1 - dart.Height < Q[dart.Item]);
        law.AssertMarginals();
        Assert.ThrowsAny<XunitException>(() => law.AssertAgreement("minhash"));
    }

    [Fact]
    public void Taking_hers_where_none_of_his_came_before_it_bends_a_marginal()
    {
        var darts = new Darts(P, Q);
        JointLaw law = Law(P, Q, dart => darts.IsQ(dart) || darts.IsP(dart));
        Assert.ThrowsAny<XunitException>(law.AssertMarginals);
    }

    private static JointLaw Law(double[] p, double[] q, Func<Dart, bool> isHis)
    {
        var law = new JointLaw(p, q);
        var darts = new Darts(p, q);
        foreach ((Dart first, double probability) in darts.Next(dart => darts.IsP(dart) || isHis(dart)))
        {
            if (darts.IsP(first) && isHis(first))
            {
                law.Add(first.Item, first.Item, probability);
            }
            else if (darts.IsP(first))
            {
                foreach ((Dart his, double then) in darts.Next(isHis))
                {
                    law.Add(first.Item, his.Item, probability * then);
                }
            }
            else
            {
                foreach ((Dart hers, double then) in darts.Next(darts.IsP))
                {
                    law.Add(hers.Item, first.Item, probability * then);
                }
            }
        }

        return law;
    }
}
