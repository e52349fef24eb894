namespace Coupling.Statistics.Tests;

public class SumOfBinomialsTests
{
    // Convolution in rational arithmetic (python3, fractions.Fraction): Pr[X ≤ k] and Pr[X ≥ k].
    [Theory]
    [InlineData(12, new long[] { 10, 10, 10 }, new[] { 0.1, 0.5, 0.9 }, 0.11206690549010119, 0.955859051379014)]
    [InlineData(18, new long[] { 10, 10, 10 }, new[] { 0.1, 0.5, 0.9 }, 0.955859051379014, 0.11206690549010125)]
    [InlineData(25, new long[] { 10, 10, 10 }, new[] { 0.1, 0.5, 0.9 }, 0.999999907702218, 1.3120222536211911e-06)]
    [InlineData(28, new long[] { 10, 10, 10 }, new[] { 0.1, 0.5, 0.9 }, 0.999999999996523, 1.635716545061134e-10)]
    [InlineData(5, new long[] { 10, 10, 10 }, new[] { 0.1, 0.5, 0.9 }, 1.3120222536211888e-06, 0.999999907702218)]
    [InlineData(180, new long[] { 200, 30 }, new[] { 0.95, 0.2 }, 6.146491246023304e-05, 0.9999762933937151)]
    [InlineData(150, new long[] { 200, 30 }, new[] { 0.95, 0.2 }, 8.22847342862719e-24, 1.0)]
    [InlineData(40, new long[] { 300, 40 }, new[] { 0.01, 0.5 }, 0.9999986629671607, 4.5905747523699125e-06)]
    public void Is_close_to_the_exact_tails(int successes, long[] trials, double[] probabilities, double atMost, double atLeast)
    {
        (long, double)[] terms = [.. trials.Zip(probabilities)];
        Close.Relative(atMost, SumOfBinomials.AtMost(successes, terms), 0.05);
        Close.Relative(atLeast, SumOfBinomials.AtLeast(successes, terms), 0.05);
        Close.Relative(Math.Min(1, 2 * Math.Min(atMost, atLeast)), SumOfBinomials.TwoSided(successes, terms), 0.05);
    }

    [Theory]
    [InlineData(40, 200, .3)]
    [InlineData(999, 1000, .9999)]
    [InlineData(0, 10, .3)]
    [InlineData(10, 10, .3)]
    public void Equal_probabilities_are_one_binomial_variable(long successes, long trials, double probability) => Close.Relative(
        BinomialTest.TwoSided(successes, trials, probability),
        SumOfBinomials.TwoSided(successes, [(trials / 2, probability), (trials - (trials / 2), probability)]),
        1e-12);

    [Fact]
    public void Nearly_equal_probabilities_are_nearly_one() => Close.Relative(
        BinomialTest.TwoSided(49_000, 100_000, .5), SumOfBinomials.TwoSided(49_000, [(50_000, .5), (50_000, .5000000001)]), 1e-3);

    [Fact]
    public void Rows_that_differ_have_less_variance_than_their_mean()
    {
        // Half of the trials nearly always succeed, the others nearly never: 60 more than the mean would be nothing to one binomial.
        (long, double)[] terms = [(10_000, .999), (10_000, .001)];
        Assert.True(BinomialTest.TwoSided(10_060, 20_000, .5) > .3);
        Assert.True(SumOfBinomials.TwoSided(10_060, terms) < 1e-9);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(4, 0)]
    [InlineData(6, 0)]
    public void Certain_trials_leave_no_doubt(long successes, double expected) =>
        Assert.Equal(expected, SumOfBinomials.TwoSided(successes, [(5, 1 - 1e-16), (7, 0)]));

    [Fact]
    public void The_tails_fall_from_end_to_end()
    {
        (long, double)[] terms = [(40, .2), (30, .7), (5, 1), (3, 0)];
        double[] tails = [.. Enumerable.Range(0, 79).Select(successes => SumOfBinomials.AtLeast(successes, terms))];
        Assert.Equal((1.0, 0.0), (tails[5], tails[76]));
        Assert.All(tails.Zip(tails.Skip(1)), pair => Assert.True(pair.First >= pair.Second, $"{pair}"));
    }

    [Fact]
    public void What_is_no_count_or_probability_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SumOfBinomials.TwoSided(11, [(10, .5)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SumOfBinomials.TwoSided(1, [(10, 1.1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SumOfBinomials.TwoSided(1, [(10, double.NaN)]));
        Assert.Equal(1, SumOfBinomials.TwoSided(0, []));
    }
}
