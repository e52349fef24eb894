using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Theory.Tests;

public class LowCommLawTests
{
    private const double Rounding = 1e-12;

    private static readonly decimal[] Epsilons = [0.5m, 0.1m, 1e-3m, 1e-6m];

    [Fact]
    public void The_agreement_is_at_most_half_of_epsilon_below_the_optimum() =>
        ForEach((lowComm, p, q) =>
        {
            var law = new LowCommLaw(lowComm, p, q);
            double loss = Bounds.Optimum(p, q) - law.Agreement;
            Assert.InRange(loss, -Rounding, (2 * law.Rounding) + Rounding);
            Assert.InRange(law.Rounding, 0, ((double)lowComm.Epsilon / 4) + Rounding);
        });

    [Fact]
    public void Proposals_and_questions_are_those_of_a_game_played_state_by_state() =>
        ForEach((lowComm, p, q) =>
        {
            var law = new LowCommLaw(lowComm, p, q);
            if (law.Rejection > 0.05)
            {
                (double proposals, double questions, double[] b) = Play(lowComm, p, q);
                Assert.Equal(proposals, law.Proposals, 1e-6);
                Assert.Equal(questions, law.Questions, 1e-6);
                Assert.All(b.Zip(q), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
            }
        });

    [Fact]
    public void A_rejection_leads_to_one_proposal_on_average_however_rare_it_is() =>
        ForEach((lowComm, p, q) =>
        {
            var law = new LowCommLaw(lowComm, p, q);
            Assert.InRange(law.Proposals, 0, 1);
            if (law.Rejection > 3e-5)
            {
                Assert.Equal(1, law.Proposals, Rounding);
            }
        });

    // The figures of the issue: about 2(⌈log2 n⌉ + m) + 2.
    [Theory]
    [InlineData(2000, "1e-3", 66)]
    [InlineData(50272, "9.765625e-4", 86)]
    [InlineData(50272, "1e-3", 86)]
    public void Two_rows_of_many_items_cost_what_is_published(int n, string epsilon, double bits)
    {
        double[] p = Zipf(1, n);
        double[] q = Zipf(1.3, n);
        Assert.Equal(bits, new LowCommLaw((LowComm)ProtocolCatalog.Parse($"lowcomm:{epsilon}"), p, q).Bits.Total, 0.05);
    }

    [Fact]
    public void A_row_on_the_grid_costs_one_message_and_a_flag()
    {
        var law = new LowCommLaw(new LowComm(0.5m), [.5, .25, .25], [.5, .25, .25]);
        Assert.Equal(0, law.Rejection);
        Assert.Equal(0, law.Proposals);
        Assert.Equal(1, law.Agreement);
        Assert.Equal(new BitLaw(2 + 3, 1), law.Bits);
    }

    [Fact]
    public void Disjoint_rows_take_the_first_proposal()
    {
        var law = new LowCommLaw(new LowComm(1e-3m), [.5, .5, 0, 0], [0, 0, .5, .5]);
        Assert.Equal(0, law.Agreement);
        Assert.Equal(1, law.Proposals);
        Assert.Equal(new BitLaw(2 + 12 + 12, 1 + 3), law.Bits);
    }

    [Fact]
    public void Different_lengths_are_refused() => Assert.Throws<ArgumentException>(() => new LowCommLaw(new LowComm(0.5m), [1], [.5, .5]));

    [Fact]
    public void It_is_the_law_of_the_mode()
    {
        var lowComm = new LowComm(1e-3m);
        double[] p = [.5, .3, .2];
        double[] q = [.2, .3, .5];
        var law = ModeLaw.Of(lowComm, p, q, rounds: 10);
        Assert.Equal(new LowCommLaw(lowComm, p, q).Agreement, law.Agreement);
        Assert.Equal(new LowCommLaw(lowComm, p, q).Bits, law.BitsPerRound);
    }

    /// <summary>The protocol as it is described, one proposal after the other, with all its probabilities; sums to 1e-9.</summary>
    private static (double Proposals, double Questions, double[] B) Play(LowComm lowComm, double[] p, double[] q)
    {
        double[] rounded = GridRow.Of(Row.FromWeights([.. p], "p"), lowComm.GridBits(p.Length)).Weights(1);
        double[] b = [.. rounded.Zip(q, Math.Min)];
        double proposals = 0;
        double questions = 0;
        for (int named = 0; named < p.Length; named++)
        {
            for (double going = Math.Max(0, rounded[named] - q[named]); going > 1e-10;)
            {
                proposals += going;
                questions += going * (1 - q[named]);
                double goesOn = 0;
                for (int item = 0; item < q.Length; item++)
                {
                    double taken = Math.Max(0, q[item] - rounded[item]);
                    b[item] += going * taken;
                    goesOn += going * (q[item] - taken);
                }

                going = goesOn;
            }
        }

        return (proposals, questions, b);
    }

    private static void ForEach(Action<LowComm, double[], double[]> check) => RandomPairs.ForEach((p, q) =>
        Array.ForEach(Epsilons, epsilon => check(new LowComm(epsilon), p, q)));

    private static double[] Zipf(double exponent, int n)
    {
        double[] weights = [.. Enumerable.Range(1, n).Select(rank => Math.Pow(rank, -exponent))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
