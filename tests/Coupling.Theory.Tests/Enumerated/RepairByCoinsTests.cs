using Xunit.Sdk;

namespace Coupling.Theory.Tests.Enumerated;

/// <summary>docs/protocols/repair.md: shared darts and their hashes.</summary>
public class RepairByCoinsTests
{
    private const int ProbedBits = 2;

    private static readonly double[] P = [.5, .3, .2];
    private static readonly double[] Q = [.2, .35, .45];

    /// <summary>What Bob does in a flagged round.</summary>
    /// <param name="TakesHers">Step 4, x1 before A: of A and x1, his sample.</param>
    /// <param name="Probes">Steps 5 and 6, A before x1: of x1, the law of his sample.</param>
    private sealed record Repairing(Func<Dart, Dart, int> TakesHers, Func<Dart, IEnumerable<(int Item, double Probability)>> Probes);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(62)]
    public void Its_law_is_the_sum_over_its_coins(int hashBits) => SmallPairs.ForEach((p, q) =>
    {
        JointLaw law = Law(p, q, hashBits, AsDefined(p, q));
        law.AssertMarginals();
        law.AssertAgreement($"repair:{hashBits}");
    });

    [Fact]
    public void Giving_up_instead_of_probing_bends_a_marginal() =>
        AssertBent(AsDefined(P, Q) with { Probes = x1 => [(x1.Item, 1)] });

    [Fact]
    public void Taking_the_next_dart_without_asking_bends_a_marginal() =>
        AssertBent(AsDefined(P, Q) with { Probes = _ => Q.Select((weight, item) => (item, weight)) });

    [Fact]
    public void Keeping_x1_where_it_is_first_bends_a_marginal() =>
        AssertBent(AsDefined(P, Q) with { TakesHers = (_, x1) => x1.Item });

    [Fact]
    public void Taking_hers_wherever_it_lies_bends_a_marginal() =>
        AssertBent(AsDefined(P, Q) with { TakesHers = (hers, _) => hers.Item });

    // A false 1 must not depend on the item: with the item for hash bits, items that she has often are skipped more often.
    [Fact]
    public void Answers_that_know_the_item_bend_a_marginal() =>
        AssertBent(AsDefined(P, Q) with { Probes = _ => Probed(new Darts(P, Q), P.Length, (dart, hash) => dart.Item == hash ? 1 : 0) });

    [Fact]
    public void A_bit_less_is_another_coupling()
    {
        JointLaw law = Law(P, Q, hashBits: 2, AsDefined(P, Q));
        law.AssertMarginals();
        Assert.ThrowsAny<XunitException>(() => law.AssertAgreement("repair:3"));
    }

    private static void AssertBent(Repairing repairing) => Assert.ThrowsAny<XunitException>(Law(P, Q, hashBits: 2, repairing).AssertMarginals);

    private static Repairing AsDefined(double[] p, double[] q)
    {
        var darts = new Darts(p, q);
        return new Repairing(
            (hers, x1) => darts.IsQ(hers) ? hers.Item : x1.Item,
            _ => Probed(darts, 1 << ProbedBits, (_, _) => 1.0 / (1 << ProbedBits)));
    }

    private static JointLaw Law(double[] p, double[] q, int hashBits, Repairing repairing)
    {
        var law = new JointLaw(p, q);
        var darts = new Darts(p, q);
        double missed = Math.ScaleB(1, -hashBits);
        foreach ((Dart first, double probability) in darts.Next(dart => darts.IsP(dart) || darts.IsQ(dart)))
        {
            if (darts.IsP(first) && darts.IsQ(first))
            {
                // S: A and x1 are one dart, and so are their hashes.
                law.Add(first.Item, first.Item, probability);
            }
            else if (darts.IsQ(first))
            {
                // X: x1 first.
                foreach ((Dart hers, double then) in darts.Next(darts.IsP))
                {
                    law.Add(hers.Item, first.Item, probability * then * missed);
                    law.Add(hers.Item, repairing.TakesHers(hers, first), probability * then * (1 - missed));
                }
            }
            else
            {
                // Y: A first.
                foreach ((Dart x1, double then) in darts.Next(darts.IsQ))
                {
                    law.Add(first.Item, x1.Item, probability * then * missed);
                    foreach ((int item, double share) in repairing.Probes(x1))
                    {
                        law.Add(first.Item, item, probability * then * (1 - missed) * share);
                    }
                }
            }
        }

        return law;
    }

    /// <summary>
    /// The item of Bob's first dart after A that Alice says no to. In a cell, one unit of time, she says no to the hashes of which she has no
    /// dart; her darts and his q-only ones of each hash are Poisson, and his others are hers. A cell without such a dart leads to the next one.
    /// </summary>
    private static IEnumerable<(int Item, double Probability)> Probed(Darts darts, int hashes, Func<Dart, int, double> hasHash)
    {
        double[] found = new double[darts.Kinds.Max(dart => dart.Item) + 1];
        for (int free = 0; free < 1 << hashes; free++)
        {
            double arises = 1;
            double[] rates = new double[found.Length];
            for (int hash = 0; hash < hashes; hash++)
            {
                bool isFree = ((free >> hash) & 1) == 1;
                double none = Math.Exp(-darts.Kinds.Where(darts.IsP).Sum(dart => dart.Rate * hasHash(dart, hash)));
                arises *= isFree ? none : 1 - none;
                foreach (Dart dart in darts.Kinds.Where(dart => isFree && darts.IsQ(dart) && !darts.IsP(dart)))
                {
                    rates[dart.Item] += dart.Rate * hasHash(dart, hash);
                }
            }

            double rate = rates.Sum();
            for (int item = 0; item < found.Length && rate > 0; item++)
            {
                found[item] += arises * (1 - Math.Exp(-rate)) * rates[item] / rate;
            }
        }

        return found.Select((probability, item) => (item, probability / found.Sum()));
    }
}
