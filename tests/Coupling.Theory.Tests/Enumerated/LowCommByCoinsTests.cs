using System.Globalization;
using Xunit.Sdk;

namespace Coupling.Theory.Tests.Enumerated;

/// <summary>docs/protocols/lowcomm.md: a public race, Alice's private uniforms, Bob's, and his proposals.</summary>
public class LowCommByCoinsTests
{
    private const double MostProposals = 1 << 20;

    private static readonly double[] P = [.5, .3, .2];
    private static readonly double[] Q = [.2, .35, .45];

    /// <summary>What Bob does with a′.</summary>
    /// <param name="Keeps">Step 4: of u, p′ and q at a′.</param>
    /// <param name="Takes">Step 7: of h, p′ and q at the proposed item.</param>
    private sealed record Proposing(Func<double, double, double, bool> Keeps, Func<double, double, double, bool> Takes)
    {
        public static Proposing AsDefined { get; } = new((u, p, q) => u * p < q, (h, p, q) => h * q >= p);
    }

    [Theory]
    [InlineData("5e-1")]
    [InlineData("1e-1")]
    [InlineData("1e-3")]
    public void Its_law_is_the_sum_over_its_coins(string epsilon) => SmallPairs.ForEach((p, q) =>
    {
        JointLaw law = Law(p, q, OnGrid(p, epsilon, lowerFirst: true), Beside.AsDefined, Proposing.AsDefined);
        law.AssertMarginals();
        law.AssertAgreement($"lowcomm:{epsilon}");
    });

    // Steps left over go to lower items first: thirds have equal losses.
    [Fact]
    public void The_other_order_of_ties_is_another_coupling()
    {
        double[] thirds = [1 / 3.0, 1 / 3.0, 1 / 3.0];
        JointLaw law = Law(thirds, Q, OnGrid(thirds, "5e-1", lowerFirst: false), Beside.AsDefined, Proposing.AsDefined);
        law.AssertMarginals();
        Assert.ThrowsAny<XunitException>(() => law.AssertAgreement("lowcomm:5e-1"));
    }

    [Fact]
    public void Keeping_upside_down_bends_a_marginal() =>
        AssertBent(Beside.AsDefined, Proposing.AsDefined with { Keeps = (u, p, q) => u * q < p });

    [Fact]
    public void Giving_up_instead_of_proposing_bends_a_marginal() =>
        AssertBent(Beside.AsDefined, Proposing.AsDefined with { Keeps = (_, _, _) => true });

    [Fact]
    public void Proposals_under_her_row_bend_a_marginal() =>
        AssertBent(Beside.AsDefined, Proposing.AsDefined with { Takes = (h, p, q) => h * q < p });

    [Fact]
    public void Taking_any_proposal_bends_a_marginal() =>
        AssertBent(Beside.AsDefined, Proposing.AsDefined with { Takes = (_, _, _) => true });

    [Fact]
    public void A_name_that_is_off_the_grids_law_bends_a_marginal() => AssertBent(Beside.NeverRejecting, Proposing.AsDefined);

    private static void AssertBent(Beside hers, Proposing his)
    {
        JointLaw law = Law(P, Q, OnGrid(P, "5e-1", lowerFirst: true), hers, his);
        Assert.ThrowsAny<XunitException>(law.AssertMarginals);
    }

    private static JointLaw Law(double[] p, double[] q, double[] onGrid, Beside hers, Proposing his)
    {
        var law = new JointLaw(p, q);
        foreach ((double[] e, double probability) in Exponentials.Cells(p))
        {
            int a = Exponentials.Winner(e, p);
            foreach ((int named, double given) in hers.Given(a, common: p, own: onGrid))
            {
                foreach ((int b, double then) in Bobs(named, onGrid, q, his))
                {
                    law.Add(a, b, probability * given * then);
                }
            }
        }

        return law;
    }

    /// <summary>Steps 4 to 8: the law of b, given a′.</summary>
    private static IEnumerable<(int Item, double Probability)> Bobs(int named, double[] onGrid, double[] q, Proposing his)
    {
        (int Item, double Probability)[] proposed = [.. Proposed(named, onGrid, q, his)];
        foreach ((double u, double length) in Uniform.Pieces(q[named] / onGrid[named], onGrid[named] / q[named]))
        {
            if (his.Keeps(u, onGrid[named], q[named]))
            {
                yield return (named, length);
                continue;
            }

            foreach ((int item, double probability) in proposed)
            {
                yield return (item, length * probability);
            }
        }
    }

    private static IEnumerable<(int Item, double Probability)> Proposed(int named, double[] onGrid, double[] q, Proposing his)
    {
        // One proposal: a place, that is an item of Q, and a height. At a′ it is passed over.
        (int Item, double Probability)[] taken =
        [
            .. from draw in Uniform.Draws(q)
               where draw.Item != named
               from height in Uniform.Pieces(onGrid[draw.Item] / q[draw.Item])
               where his.Takes(height.At, onGrid[draw.Item], q[draw.Item])
               select (draw.Item, draw.Probability * height.Length),
        ];

        // L of them at most, one after the other while none is taken: 1 + r + … + rᴸ⁻¹.
        double goesOn = 1 - taken.Sum(proposal => proposal.Probability);
        double unanswered = Math.Pow(goesOn, MostProposals);
        double series = goesOn < 1 ? (1 - unanswered) / (1 - goesOn) : MostProposals;
        foreach ((int item, double probability) in taken)
        {
            yield return (item, probability * series);
        }

        // 8. All in vain: from the residual, asked for as a whole.
        double[] residual = [.. q.Zip(onGrid, (own, hers) => Math.Max(0, own - hers))];
        foreach ((int item, double probability) in residual.Sum() > 0 ? Uniform.Draws(residual) : [(named, 1)])
        {
            yield return (item, probability * unanswered);
        }
    }

    /// <summary>Step 1: P′, in steps of 2⁻ᵐ, m = ⌈log₂(n/ε)⌉; those left over go to what lost most.</summary>
    private static double[] OnGrid(double[] p, string epsilon, bool lowerFirst)
    {
        double all = Math.Pow(2, Math.Ceiling(Math.Log2(p.Length / double.Parse(epsilon, CultureInfo.InvariantCulture))));
        double[] steps = [.. p.Select(weight => Math.Floor(weight * all))];
        int missing = (int)(all - steps.Sum());
        foreach (int item in Enumerable.Range(0, p.Length)
            .OrderBy(item => steps[item] - (p[item] * all))
            .ThenBy(item => lowerFirst ? item : -item)
            .Take(missing))
        {
            steps[item]++;
        }

        return [.. steps.Select(count => count / all)];
    }
}
