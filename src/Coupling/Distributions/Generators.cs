using System.Globalization;
using Coupling.Coins;
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

        Proportions.Take(weights);
        return Row.FromWeights(weights, source);
    }

    /// <summary>
    /// p_i ∝ r^i for i in 0..n-1. A weight below the smallest normal number, 2.3e-308, becomes exactly 0.
    /// </summary>
    /// <param name="r">Above 0, at most 1; 1 is uniform.</param>
    /// <param name="n">1..2^20.</param>
    /// <exception cref="BadDataException">An argument is out of range.</exception>
    public static Row Geometric(double r, int n)
    {
        string source = string.Create(CultureInfo.InvariantCulture, $"geometric:{r},{n}");
        if (!(r > 0 && r <= 1))
        {
            throw new BadDataException(source, "r", r.ToString(CultureInfo.InvariantCulture), "above 0, at most 1");
        }

        CheckLength(n, source);
        double[] weights = new double[n];
        for (int item = 0; item < n; item++)
        {
            weights[item] = PortablePow.Pow(r, item);
        }

        Proportions.Take(weights);
        return Row.FromWeights(weights, source);
    }

    /// <summary>Uniform on the items from..to−1 of 0..n−1, 0 elsewhere.</summary>
    /// <param name="from">0..n−1.</param>
    /// <param name="to">from+1..n.</param>
    /// <param name="n">1..2^20.</param>
    /// <exception cref="BadDataException">An argument is out of range.</exception>
    public static Row Subset(int from, int to, int n)
    {
        string source = string.Create(CultureInfo.InvariantCulture, $"subset:{from},{to},{n}");
        CheckLength(n, source);
        CheckRange(from, "from", 0, n - 1, source);
        CheckRange(to, "to", from + 1, n, source);
        double[] weights = new double[n];
        Array.Fill(weights, 1.0 / (to - from), from, to - from);
        return Row.FromWeights(weights, source);
    }

    /// <summary>
    /// One draw of the symmetric Dirichlet law: the smaller <paramref name="alpha"/>, the fewer items hold most of the
    /// weight; 1 is uniform on the simplex. A weight below 2.3e-308 becomes exactly 0.
    /// </summary>
    /// <param name="alpha">0.001..1000000.</param>
    /// <param name="n">1..2^20.</param>
    /// <param name="seed">Any; equal seeds give equal rows on every machine. No coin of a run depends on it.</param>
    /// <exception cref="BadDataException">An argument is out of range.</exception>
    public static Row Dirichlet(double alpha, int n, ulong seed)
    {
        string source = string.Create(CultureInfo.InvariantCulture, $"dirichlet:{alpha},{n},{seed}");
        if (!(alpha >= LogGammaV1.MinimumShape && alpha <= LogGammaV1.MaximumShape))
        {
            throw new BadDataException(
                source, "alpha", alpha.ToString(CultureInfo.InvariantCulture), "0.001 to 1000000");
        }

        CheckLength(n, source);
        var gamma = new LogGammaV1(alpha, seed);
        double[] logarithms = new double[n];
        for (int item = 0; item < n; item++)
        {
            logarithms[item] = gamma.At(item);
        }

        return Logits.ToRow(logarithms, source);
    }

    private static void CheckLength(int n, string source) => CheckRange(n, "n", 1, Row.MaximumLength, source);

    private static void CheckRange(int value, string name, int least, int most, string source)
    {
        if (value < least || value > most)
        {
            throw new BadDataException(
                source,
                name,
                value.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"));
        }
    }
}
