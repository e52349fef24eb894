namespace Coupling.Tests;

/// <summary>Goodness of fit in small, for laws of the coins. Seeds are fixed, so a bound that holds once holds always.</summary>
internal static class Law
{
    /// <summary>Kolmogorov and Smirnov: √n·sup|F_n − F| exceeds 2.8 with probability 3e-7.</summary>
    public static void AssertContinuous(IEnumerable<double> draws, Func<double, double> cumulative)
    {
        double[] sorted = [.. draws.Order()];
        double distance = 0;
        for (int index = 0; index < sorted.Length; index++)
        {
            double exact = cumulative(sorted[index]);
            distance = Math.Max(distance, exact - ((double)index / sorted.Length));
            distance = Math.Max(distance, ((double)(index + 1) / sorted.Length) - exact);
        }

        Assert.InRange(Math.Sqrt(sorted.Length) * distance, 0, 2.8);
    }

    /// <summary>Pearson's χ², within its mean plus six standard deviations and the skew of few cells.</summary>
    public static void AssertCounts(IReadOnlyList<long> observed, IReadOnlyList<double> expected)
    {
        double statistic = observed.Zip(expected, (seen, mean) => (seen - mean) * (seen - mean) / mean).Sum();
        int cells = observed.Count - 1;
        Assert.InRange(statistic, 0, cells + (6 * Math.Sqrt(2 * cells)) + 20);
    }

    public static double Uniform(double x) => Math.Clamp(x, 0, 1);

    public static double Exponential(double x) => x <= 0 ? 0 : 1 - Math.Exp(-x);
}
