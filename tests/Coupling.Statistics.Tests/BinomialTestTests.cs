namespace Coupling.Statistics.Tests;

public class BinomialTestTests
{
    // Exact sums in rational arithmetic (python3, fractions.Fraction).
    [Theory]
    [InlineData(3, 10, .5, 0.34375)]
    [InlineData(5, 10, .5, 1)]
    [InlineData(0, 10, .3, 0.05649504980000001)]
    [InlineData(10, 10, .3, 1.1809799999999995e-05)]
    [InlineData(50, 100, .25, 1.3277004966953302e-07)]
    [InlineData(40, 200, .3, 0.0018566291149616082)]
    [InlineData(999, 1000, .9999, 0.19033421288288754)]
    [InlineData(300, 1000, .5, 1.7665678007950136e-37)]
    public void Equals_exact_rational_arithmetic(long successes, long trials, double probability, double expected) =>
        Close.Relative(expected, BinomialTest.TwoSided(successes, trials, probability), 1e-12);

    // Sums of the tail's terms in 50 decimal digits, ln n! from Stirling's series (python3, decimal). One tail each.
    [Theory]
    [InlineData(526288, 1L << 20, .5, 4.70585900086455735e-05, 1e-12)]
    [InlineData(521288, 1L << 20, .5, 2.33654320496177597e-09, 1e-12)]
    [InlineData(400, 1L << 20, .0003, 2.07422025991954224e-06, 1e-12)]
    [InlineData(104000, 1L << 20, .1, 2.61112573780626417e-03, 1e-12)]
    [InlineData(1048000, 1L << 20, .999, 1.39412052747037331e-57, 1e-11)]
    [InlineData((1L << 31) + 200000, 1L << 32, .5, 5.18851638386344320e-10, 1e-10)]
    [InlineData((1L << 31) - 300000, 1L << 32, .5, 2.71139878899625557e-20, 1e-10)]
    [InlineData(5, 1L << 40, 1e-12, 5.42538270223312351e-03, 1e-12)]
    [InlineData(2, 1L << 40, 1e-11, 1.21581795046842933e-03, 1e-12)]
    [InlineData(1, 1L << 40, 1e-14, 1.09348909171562703e-02, 1e-12)]
    [InlineData((1L << 39) + 3000000, 1L << 40, .5, 5.26247271403902222e-09, 1e-9)]
    [InlineData((25L << 20) + 20000, 1L << 40, 25.0 / (1 << 20), 4.69697192709705059e-05, 1e-9)]
    public void Equals_decimal_sums_at_many_trials(
        long successes, long trials, double probability, double oneTail, double tolerance) =>
        Close.Relative(2 * oneTail, BinomialTest.TwoSided(successes, trials, probability), tolerance);

    [Fact]
    public void No_trial_contradicts_nothing() => Assert.Equal(1, BinomialTest.TwoSided(0, 0, .3));

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1e-16)]
    [InlineData(1e-16)]
    public void One_success_contradicts_an_impossible_event(double probability)
    {
        Assert.Equal(1, BinomialTest.TwoSided(0, 1_000_000, probability));
        Assert.Equal(0, BinomialTest.TwoSided(1, 1_000_000, probability));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1 + 2.2e-16)]
    [InlineData(1 - 1.1e-16)]
    [InlineData(1 - 9e-13)]
    public void One_failure_contradicts_a_certain_event(double probability)
    {
        Assert.Equal(1, BinomialTest.TwoSided(1_000_000, 1_000_000, probability));
        Assert.Equal(0, BinomialTest.TwoSided(999_999, 1_000_000, probability));
    }

    [Fact]
    public void A_tiny_probability_that_many_trials_can_see_is_no_impossible_event()
    {
        // 2^40 trials at 1e-13: a success is seen with probability 1 − e^−0.11.
        double p = BinomialTest.TwoSided(1, 1L << 40, 1e-13);
        Close.Relative(2 * (1 - Math.Exp(-(1L << 40) * 1e-13)), p, 1e-9);
    }

    [Fact]
    public void The_mean_itself_is_no_surprise_at_any_number_of_trials() =>
        Assert.Equal(1, BinomialTest.TwoSided(1L << 39, 1L << 40, .5));

    [Fact]
    public void Underflow_ends_at_zero() => Assert.Equal(0, BinomialTest.TwoSided(0, 1_000_000, .5));

    [Fact]
    public void Both_tails_mirror() =>
        Assert.Equal(BinomialTest.TwoSided(37, 101, .25), BinomialTest.TwoSided(64, 101, .75));

    // The test of the test: under the law it rejects no more often than it says, under a shift of 1 % it rejects.
    [Fact]
    public void Rejects_at_its_level_and_not_more()
    {
        const int trials = 500;
        const double p = .3;
        double mass = Math.Pow(1 - p, trials);
        double rejected = 0;
        for (int k = 0; k <= trials; k++)
        {
            rejected += BinomialTest.TwoSided(k, trials, p) <= .05 ? mass : 0;
            mass *= (trials - k) / (k + 1.0) * p / (1 - p);
        }

        Assert.InRange(rejected, .03, .05);
    }

    [Fact]
    public void A_planted_shift_is_rejected()
    {
        const long trials = 1_000_000;
        Assert.InRange(BinomialTest.TwoSided(630_769, trials, .630769), .99, 1);
        Assert.InRange(BinomialTest.TwoSided(630_769, trials, .634), 0, 1e-9);
    }

    [Theory]
    [InlineData(1, 10, double.NaN)]
    [InlineData(1, 10, 1.001)]
    [InlineData(1, 10, -.001)]
    [InlineData(11, 10, .5)]
    public void Refuses_what_is_out_of_range(long successes, long trials, double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTest.TwoSided(successes, trials, probability));
}
