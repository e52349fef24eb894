using Coupling.Statistics;

namespace Coupling.Theory.Tests;

public class RepairBitsTests
{
    private static readonly double[] P = [.5, .3, .2];
    private static readonly double[] Q = [.2, .3, .5];

    // γ as it was found by simulation in the protocol's draft.
    [Theory]
    [InlineData(.3, 1.03)]
    [InlineData(.1, 1.09)]
    [InlineData(.05, 1.11)]
    [InlineData(.01, 1.12)]
    [InlineData(.001, 1.12)]
    [InlineData(1e-6, 1.12)]
    [InlineData(1e-5, 1.12)]
    public void The_schedule_wastes_as_many_probes_as_it_should(double distance, double overhead) =>
        Assert.Equal(overhead, ProbeLaw.Of(distance).Overhead, 5.1e-3);

    // Means over 10^5 to 2·10^7 rounds of a simulation in C of the three kinds of darts (shared, p-only, q-only) as
    // Poisson processes on the line, with 2-bit hashes; no items. Standard errors are below a third of the tolerance.
    [Theory]
    [InlineData(1.0, 1.31760, 1.31765, 0.88583)]
    [InlineData(.5, 2.66420, 2.68965, 2.16448)]
    [InlineData(.3, 4.40266, 4.54459, 3.98595)]
    [InlineData(.1, 12.99583, 14.12401, 13.56071)]
    [InlineData(.05, 25.82481, 28.59392, 28.04505)]
    public void Probes_cost_what_a_simulation_says(double distance, double needed, double sent, double lastCell)
    {
        var law = ProbeLaw.Of(distance);
        Assert.InRange(law.Needed / needed, .998, 1.002);
        Assert.InRange(law.Sent / sent, .997, 1.003);
        Assert.InRange(law.LastCell / lastCell, .993, 1.007);
    }

    // c + 1 + μ(⌈log2 n⌉ + 1 + ν) + (1 − 2⁻ᶜ)/(1 + D)·6.36·γ with ν = 2.45, a fit of the same protocol.
    [Theory]
    [InlineData(.002, 5)]
    [InlineData(.01, 6)]
    [InlineData(.1, 6)]
    [InlineData(.3, 8)]
    public void The_total_is_near_the_rule_of_thumb(double distance, int hashBits)
    {
        const int n = 2000;
        double[] p = new double[n];
        double[] q = new double[n];
        Array.Fill(p, 1.0 / n);
        for (int item = 0; item < n; item++)
        {
            q[item] = (1 + (item % 2 == 0 ? 2 * distance : -2 * distance)) / n;
        }

        double detected = 1 - Math.ScaleB(1, -hashBits);
        double flagged = detected * 2 * distance / (1 + distance);
        double probing = detected / (1 + distance) * 6.36 * ProbeLaw.Of(distance).Overhead;
        double rule = hashBits + 1 + (flagged * (11 + 1 + 2.45)) + probing;
        Assert.InRange(RepairBits.PerRound(p, q, hashBits).Total / rule, .99, 1.01);
    }

    [Fact]
    public void Window_and_order_take_two_to_three_bits()
    {
        // Most where one item has all the mass: its darts crowd the window.
        Assert.InRange(DartName.Bits(P, Q), 2.3, 2.6);
        Assert.InRange(DartName.Bits([1, 0], [.85, .15]), 3, 3.2);
        Assert.Throws<ArgumentException>(() => DartName.Bits(P, P));
    }

    [Fact]
    public void Equal_rows_cost_the_hash_and_the_flag_only()
    {
        Assert.Equal(new BitLaw(6, 1), RepairBits.PerRound(P, P, 6));
        Assert.Equal(new BitLaw(6, 1), RepairBits.PerRound([1], [1], 6));
        Assert.Equal(new BitLaw(0, 1), RepairBits.PerRound(P, Q, 0));
    }

    [Theory]
    [InlineData(0, .3)]
    [InlineData(1, .15)]
    [InlineData(2, .5)]
    public void The_protocol_played_dart_by_dart_obeys_agreement_marginals_and_bits(int pair, double distance)
    {
        (double[] p, double[] q) = pair switch
        {
            0 => (P, Q),
            1 => (new double[] { 1, 0 }, new double[] { .85, .15 }),
            _ => (new double[] { .5, .5, 0 }, new double[] { 0, .5, .5 }),
        };
        const int rounds = 200_000;
        const int hashBits = 3;
        var simulation = new RepairSimulation(p, q, hashBits, new Random(5 + pair));
        long[] a = new long[p.Length];
        long[] b = new long[q.Length];
        long agreed = 0;
        var alice = default(Mean);
        var bob = default(Mean);
        var name = default(Mean);
        for (int round = 0; round < rounds; round++)
        {
            var outcome = simulation.Round();
            a[outcome.A]++;
            b[outcome.B]++;
            agreed += outcome.A == outcome.B ? 1 : 0;
            alice.Add(outcome.AliceBits);
            bob.Add(outcome.BobBits);
            if (outcome.Flagged)
            {
                name.Add(outcome.NameBits);
            }
        }

        // Three pairs, six tests each, one false alarm in a thousand suites if seeds were free.
        double level = FamilyWise.PerTest(.001, 18);
        Assert.Equal(distance, TotalVariation.Of(p, q), 1e-15);
        Assert.True(GoodnessOfFit.Test(a, p).GPValue > level);
        Assert.True(GoodnessOfFit.Test(b, q).GPValue > level);
        Assert.True(BinomialTest.TwoSided(agreed, rounds, RepairAgreement.Of(p, q, hashBits)) > level);

        // The law of the probes is an approximation to 0.3 %, below what these rounds resolve; 4.1 is the level.
        BitLaw law = RepairBits.PerRound(p, q, hashBits);
        Assert.InRange(alice.DistanceFrom(law.AliceToBob), -4.1, 4.1);
        Assert.InRange(bob.DistanceFrom(law.BobToAlice), -4.1, 4.1);
        Assert.InRange(name.DistanceFrom(DartName.Bits(p, q)), -4.1, 4.1);

        // The test of the test: these rounds tell the law from its neighbours. (Pair 1 has minhash = 1 − D.)
        Assert.True(BinomialTest.TwoSided(agreed, rounds, Bounds.Optimum(p, q)) < level || pair == 1);
        Assert.False(Math.Abs(bob.DistanceFrom(law.BobToAlice * 1.05)) < 4.1);
    }

    private struct Mean
    {
        private long count;
        private double sum;
        private double sumOfSquares;

        public void Add(double value)
        {
            count++;
            sum += value;
            sumOfSquares += value * value;
        }

        /// <summary>From <paramref name="expected"/> to the mean, in standard errors of the mean.</summary>
        public readonly double DistanceFrom(double expected)
        {
            double mean = sum / count;
            return (mean - expected) / Math.Sqrt(((sumOfSquares / count) - (mean * mean)) / count);
        }
    }
}
