using CsCheck;

namespace Coupling.Statistics.Tests;

public class ClopperPearsonTests
{
    // Bisection on exact binomial sums in rational arithmetic (python3, fractions.Fraction).
    [Theory]
    [InlineData(1, 1, .95, 0.025000000000000022, 1.0)]
    [InlineData(1, 2, .95, 0.01257911709342506, 0.9874208829065749)]
    [InlineData(3, 10, .95, 0.0667395111777345, 0.6524528500599972)]
    [InlineData(5, 10, .99, 0.12831055393508328, 0.8716894460649167)]
    [InlineData(9, 10, .999, 0.34686966690526905, 0.9999499887464363)]
    [InlineData(1, 30, .95, 0.0008435709266304795, 0.17216945563341265)]
    [InlineData(0, 10, .95, 0.0, 0.3084971078187608)]
    [InlineData(10, 10, .95, 0.6915028921812393, 1.0)]
    [InlineData(29, 30, .999999, 0.5536845232894699, 0.9999999833333293)]
    public void Equals_exact_rational_arithmetic(
        long successes, long trials, double confidence, double low, double high)
    {
        Interval interval = ClopperPearson.Interval(successes, trials, confidence);
        Close.Relative(low, interval.Low, 1e-13);
        Close.Relative(high, interval.High, 1e-13);
        Assert.Equal(confidence, interval.Confidence);
    }

    [Fact]
    public void No_trial_says_nothing() => Assert.Equal(new Interval(0, 1, .95), ClopperPearson.Interval(0, 0, .95));

    [Theory]
    [InlineData(1L)]
    [InlineData(1000L)]
    [InlineData(1L << 40)]
    public void Extremes_are_closed_forms(long trials)
    {
        Interval none = ClopperPearson.Interval(0, trials, .95);
        Interval all = ClopperPearson.Interval(trials, trials, .95);
        Assert.Equal(0, none.Low);
        Assert.Equal(1, all.High);

        // (1 − High)^trials = 0.025, as −ln(0.025)/trials to third order.
        double rate = -Math.Log(.025) / trials;
        Close.Relative(trials == 1 ? .975 : rate - (rate * rate / 2) + (rate * rate * rate / 6), none.High, 1e-8);
        Assert.Equal(1 - none.High, all.Low, 15);
    }

    // Each limit must be the probability at which the binomial tail is the nominal one; the binomial tail itself is
    // tested against exact values elsewhere. One generated array, not many samples: a fixed seed fixes the first only.
    [Fact]
    public void Limits_carry_the_nominal_tails_up_to_2_to_the_40() =>
        Gen.Select(Gen.Double[0, 40], Gen.Double[0, 1], Gen.OneOf(.5, .95, .999, 1 - 1e-9)).Array[300].Sample(
            cases =>
            {
                foreach ((double size, double share, double confidence) in cases)
                {
                    long trials = (long)Math.Pow(2, size) + 1;
                    long successes = Math.Min(trials, (long)(trials * Math.Pow(share, 4)));
                    CheckTails(successes, trials, confidence);
                }
            },
            seed: "0N0XIzNsQ0O2",
            iter: 1,
            threads: 1);

    [Fact]
    public void Covers_at_least_as_often_as_it_says()
    {
        // Σ over all outcomes of Bin(20, p), for many p: an enumeration, no sampling.
        const int trials = 20;
        Interval[] intervals = [.. Enumerable.Range(0, trials + 1).Select(k => ClopperPearson.Interval(k, trials, .9))];
        for (int step = 1; step < 400; step++)
        {
            double p = step / 400.0;
            double mass = Math.Pow(1 - p, trials);
            double covered = 0;
            for (int k = 0; k <= trials; k++)
            {
                covered += intervals[k].Contains(p) ? mass : 0;
                mass *= (trials - k) / (k + 1.0) * p / (1 - p);
            }

            Assert.InRange(covered, .9, 1 + 1e-12);
        }
    }

    [Theory]
    [InlineData(-1, 10, .95)]
    [InlineData(11, 10, .95)]
    [InlineData(0, -1, .95)]
    [InlineData(0, (1L << 53) + 1, .95)]
    [InlineData(1, 10, 0)]
    [InlineData(1, 10, 1)]
    [InlineData(1, 10, double.NaN)]
    public void Refuses_what_is_out_of_range(long successes, long trials, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ClopperPearson.Interval(successes, trials, confidence));

    private static void CheckTails(long successes, long trials, double confidence)
    {
        Interval interval = ClopperPearson.Interval(successes, trials, confidence);
        Assert.InRange((double)successes / trials, interval.Low, interval.High);
        if (successes > 0)
        {
            CheckTail(interval.Low);
        }

        if (successes < trials)
        {
            CheckTail(interval.High);
        }

        void CheckTail(double limit)
        {
            // A limit is a double: near 1, or with many trials, its own rounding moves the tail.
            double tolerance = 1e-8 + (2e-16 * (trials - successes + 1) / (1 - limit));
            Close.Relative(1 - confidence, BinomialTest.TwoSided(successes, trials, limit), tolerance);
        }
    }
}
