using System.Globalization;
using Coupling.Numerics;

namespace Coupling.Distributions;

/// <summary>Distributions that a formula gives.</summary>
public static class Generators
{
    /// <summary>
    /// The largest |s|. Within it (i+1)^(−s), its sum and the quotient of the two are normal doubles at every n up to
    /// 2^20: the extremes are 2^±1000.
    /// </summary>
    public const double MaximumExponent = 50;

    /// <summary>p_i = 1/n for i in 0..n-1.</summary>
    /// <param name="n">1..2^20.</param>
    /// <exception cref="BadDataException"><paramref name="n"/> is out of range.</exception>
    public static Row Uniform(int n)
    {
        string source = string.Create(CultureInfo.InvariantCulture, $"uniform:{n}");
        CheckLength(n, source);
        double[] weights = new double[n];
        Array.Fill(weights, 1.0 / n);
        return Row.FromWeights(weights, source);
    }

    /// <summary>Zipf's law: p_i ∝ (i+1)^(−s) for i in 0..n-1. A negative s makes it rise.</summary>
    /// <param name="s">−50..50; 0 is uniform.</param>
    /// <param name="n">1..2^20.</param>
    /// <exception cref="BadDataException">An argument is out of range.</exception>
    public static Row Zipf(double s, int n)
    {
        string source = string.Create(CultureInfo.InvariantCulture, $"zipf:{s},{n}");
        if (!(Math.Abs(s) <= MaximumExponent))
        {
            throw new BadDataException(source, "s", s.ToString(CultureInfo.InvariantCulture), "-50 to 50");
        }

        CheckLength(n, source);
        double[] weights = new double[n];
        for (int item = 0; item < n; item++)
        {
            weights[item] = PortablePow.Pow(item + 1, -s);
        }

        double sum = CompensatedSum.Of(weights);
        for (int item = 0; item < n; item++)
        {
            weights[item] /= sum;
        }

        return Row.FromWeights(weights, source);
    }

    private static void CheckLength(int n, string source)
    {
        if (n is < 1 or > Row.MaximumLength)
        {
            throw new BadDataException(source, "n", n.ToString(CultureInfo.InvariantCulture), "1 to 1048576");
        }
    }
}
