using CsCheck;

namespace Coupling.Statistics.Tests;

public class GoodnessOfFitTests
{
    [Fact]
    public void Equals_a_case_worked_by_hand()
    {
        // Expectations 25, 50, 25: χ² = 1 + 0 + 1, p = e^−1; G and its p-value in 60 decimal digits.
        GoodnessOfFitResult result = GoodnessOfFit.Test([30, 50, 20], [.25, .5, .25]);
        Assert.Equal(2, result.DegreesOfFreedom);
        Close.Relative(2, result.Statistic, 1e-14);
        Close.Relative(Math.Exp(-1), result.PValue, 1e-14);
        Close.Relative(2.01355135506888734, result.GStatistic, 1e-14);
        Close.Relative(0.36539523430296214, result.GPValue, 1e-14);
        Assert.Equal(0, result.OnZeroProbability);
    }

    // The χ² tail at even degrees is a Poisson sum: Σ e^−x/2 (x/2)^i/i!, i < df/2, in 60 decimal digits. Counts are
    // built so that Pearson's statistic is the one wanted: half the cells up, half down by the same amount.
    [Theory]
    [InlineData(100, 200, 1.17845007209794219e-08, 1e-11)]
    [InlineData(1000, 1300, 3.88973649948685258e-10, 1e-10)]
    [InlineData(100000, 102700, 1.07946246630267239e-09, 1e-8)]
    [InlineData(1000000, 1008500, 1.02412789976927866e-09, 1e-7)]
    public void The_tail_is_right_at_any_degrees_of_freedom(int degrees, double statistic, double tail, double tolerance)
    {
        int cells = degrees + 1;
        long expected = 1L << 40;
        double deviation = Math.Sqrt(statistic * expected / (cells - 1));
        long[] counts = new long[cells];
        double[] probabilities = new double[cells];
        for (int cell = 0; cell < cells; cell++)
        {
            long sign = cell == 0 ? 0 : cell % 2 == 0 ? 1 : -1;
            counts[cell] = expected + (sign * (long)Math.Round(deviation));
            probabilities[cell] = 1.0 / cells;
        }

        GoodnessOfFitResult result = GoodnessOfFit.Test(counts, probabilities);
        Assert.Equal(degrees, result.DegreesOfFreedom);
        Close.Relative(statistic, result.Statistic, 1e-5);
        Close.Relative(tail, result.PValue, 100 * statistic * 1e-6 / 2);
        Close.Relative(tail, MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(degrees / 2.0, statistic / 2), tolerance);
    }

    [Fact]
    public void Rare_items_are_pooled_to_an_expectation_of_25()
    {
        // 100 samples expected 50, 30, and 10, 5, 3, 2: the last four make 20, which joins the cell of 30.
        GoodnessOfFitResult merged = GoodnessOfFit.Test([10, 50, 5, 30, 3, 2], [.1, .5, .05, .3, .03, .02]);
        Assert.Equal(1, merged.DegreesOfFreedom);

        // 200 samples expected 100, 60, and 20 + 10 = 30, 6 + 4 = 10 that joins it.
        GoodnessOfFitResult pooled = GoodnessOfFit.Test([20, 100, 10, 60, 6, 4], [.1, .5, .05, .3, .03, .02]);
        Assert.Equal(2, pooled.DegreesOfFreedom);
        Assert.Equal(0, pooled.Statistic, 12);
    }

    [Fact]
    public void Ties_are_pooled_by_index()
    {
        // 50 items of expectation 10 in 500 samples: cells are items 0-2, 3-5, …, and 45-49 with the remainder.
        long[] counts = [.. Enumerable.Repeat(10L, 50)];
        double[] probabilities = [.. Enumerable.Repeat(.02, 50)];
        counts[3] = 16;
        counts[5] = 4;
        Assert.Equal(0, GoodnessOfFit.Test(counts, probabilities).Statistic, 12);

        counts[5] = 10;
        counts[6] = 4;
        Assert.Equal(2 * 36.0 / 30, GoodnessOfFit.Test(counts, probabilities).Statistic, 12);
        Assert.Equal(15, GoodnessOfFit.Test(counts, probabilities).DegreesOfFreedom);
    }

    [Fact]
    public void A_sample_on_an_item_of_probability_zero_refutes()
    {
        GoodnessOfFitResult result = GoodnessOfFit.Test([500, 499, 1], [.5, .5, 0]);
        Assert.Equal(1, result.OnZeroProbability);
        Assert.Equal(0, result.PValue);
        Assert.Equal(0, result.GPValue);
        Assert.Equal(double.PositiveInfinity, result.Statistic);
    }

    [Fact]
    public void One_item_or_no_sample_leaves_nothing_to_test()
    {
        var nothing = new GoodnessOfFitResult(0, 0, 0, 1, 1, 0);
        Assert.Equal(nothing, GoodnessOfFit.Test([0, 0, 0], [.5, .5, 0]));
        Assert.Equal(nothing, GoodnessOfFit.Test([1000], [1]));
        Assert.Equal(nothing, GoodnessOfFit.Test([12, 10], [.5, .5]));
        Assert.Equal(nothing, GoodnessOfFit.Test([1000, 0], [1, 0]));
    }

    [Fact]
    public void The_weights_are_taken_relative_to_their_sum()
    {
        GoodnessOfFitResult exact = GoodnessOfFit.Test([260, 240, 510], [.25, .25, .5]);
        GoodnessOfFitResult scaled = GoodnessOfFit.Test([260, 240, 510], [.75, .75, 1.5]);
        Close.Relative(exact.Statistic, scaled.Statistic, 1e-12);
    }

    // The tests of the test: samples of the law pass, samples of a slightly different one don't.
    [Fact]
    public void Samples_of_the_law_pass_and_p_values_are_uniform()
    {
        double[] probabilities = Zipf(200);
        var random = new Random(20240807);
        double[] pearson = new double[200];
        double[] deviance = new double[200];
        for (int run = 0; run < pearson.Length; run++)
        {
            GoodnessOfFitResult result = GoodnessOfFit.Test(Sample(probabilities, 20_000, random), probabilities);
            pearson[run] = result.PValue;
            deviance[run] = result.GPValue;
        }

        // Kolmogorov's 1e-4 point is 2.23/√200 = 0.158.
        Assert.InRange(DistanceFromUniform(pearson), 0, .158);
        Assert.InRange(DistanceFromUniform(deviance), 0, .158);
    }

    [Fact]
    public void A_planted_bias_is_rejected()
    {
        double[] law = Zipf(200);
        double[] biased = [.. law];

        // A hundredth of the mass is moved from the heaviest item to the lightest half.
        biased[0] -= .01;
        for (int item = 100; item < 200; item++)
        {
            biased[item] += .0001;
        }

        GoodnessOfFitResult result = GoodnessOfFit.Test(Sample(biased, 200_000, new Random(7)), law);
        Assert.InRange(result.PValue, 0, 1e-9);
        Assert.InRange(result.GPValue, 0, 1e-9);
    }

    [Fact]
    public void A_shift_that_only_the_pooled_tail_shows_is_rejected()
    {
        // Every tail item is expected 0.1 times; together they are seen twice as often.
        double[] law = [.9, .. Enumerable.Repeat(.0001, 1000)];
        long[] counts = [800, .. Enumerable.Range(0, 1000).Select(item => item % 5 == 0 ? 1L : 0L)];
        Assert.InRange(GoodnessOfFit.Test(counts, law).PValue, 0, 1e-9);
    }

    [Fact]
    public void Pearson_and_G_agree_near_the_law() =>
        Gen.Int[1, 1 << 30].Array[20].Sample(
            seeds =>
            {
                double[] probabilities = Zipf(30);
                foreach (int seed in seeds)
                {
                    GoodnessOfFitResult result =
                        GoodnessOfFit.Test(Sample(probabilities, 100_000, new Random(seed)), probabilities);
                    Assert.Equal(29, result.DegreesOfFreedom);
                    Assert.InRange(result.GStatistic / result.Statistic, .9, 1.1);
                }
            },
            seed: "0N0XIzNsQ0O2",
            iter: 1,
            threads: 1);

    [Fact]
    public void A_million_items_take_n_log_n()
    {
        const int n = 1 << 20;
        long[] counts = new long[n];
        double[] probabilities = new double[n];
        for (int item = 0; item < n; item++)
        {
            counts[item] = 3;
            probabilities[item] = 1.0 / n;
        }

        GoodnessOfFitResult result = GoodnessOfFit.Test(counts, probabilities);
        Assert.Equal((n / 9) - 1, result.DegreesOfFreedom);
        Assert.Equal(1, result.PValue, 12);
    }

    [Fact]
    public void Refuses_what_is_out_of_range()
    {
        Assert.Throws<ArgumentException>(() => GoodnessOfFit.Test([1, 2], [1.0]));
        Assert.Throws<ArgumentException>(() => GoodnessOfFit.Test([], []));
        Assert.Throws<ArgumentException>(() => GoodnessOfFit.Test([1], [0.0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GoodnessOfFit.Test([-1], [1.0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GoodnessOfFit.Test([1], [-1.0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GoodnessOfFit.Test([1], [double.NaN]));
    }

    private static double[] Zipf(int n)
    {
        double total = Enumerable.Range(1, n).Sum(rank => 1.0 / rank);
        return [.. Enumerable.Range(1, n).Select(rank => 1.0 / rank / total)];
    }

    private static long[] Sample(double[] probabilities, int samples, Random random)
    {
        double[] cumulated = new double[probabilities.Length];
        double sum = 0;
        for (int item = 0; item < cumulated.Length; item++)
        {
            sum += probabilities[item];
            cumulated[item] = sum;
        }

        long[] counts = new long[probabilities.Length];
        for (int sample = 0; sample < samples; sample++)
        {
            int found = Array.BinarySearch(cumulated, random.NextDouble());
            counts[Math.Min(counts.Length - 1, found < 0 ? ~found : found + 1)]++;
        }

        return counts;
    }

    private static double DistanceFromUniform(double[] values)
    {
        Array.Sort(values);
        double distance = 0;
        for (int rank = 0; rank < values.Length; rank++)
        {
            distance = Math.Max(distance, Math.Abs(values[rank] - ((rank + .5) / values.Length)));
        }

        return distance;
    }
}
