using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>Bounds on Pr[a = b]: docs/theory.md, sections 2 and 9.</summary>
public static class Bounds
{
    /// <summary>(1 − D)/(1 + D): what no zero-message protocol beats on every pair.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Floor(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double distance = TotalVariation.Of(p, q);
        return (1 - distance) / (1 + distance);
    }

    /// <summary>Σ min_j/(min_j + S − max_j), S = Σ max_j: between <see cref="Floor"/> and minhash.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double TightFloor(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double union = UnionMass.Of(p, q);
        var sum = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            double min = Math.Min(p[item], q[item]);
            if (min > 0)
            {
                sum.Add(min / (min + (union - Math.Max(p[item], q[item]))));
            }
        }

        return sum.Value;
    }

    /// <summary>1 − D: what no coupling at all beats.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Optimum(ReadOnlySpan<double> p, ReadOnlySpan<double> q) => 1 - TotalVariation.Of(p, q);
}
