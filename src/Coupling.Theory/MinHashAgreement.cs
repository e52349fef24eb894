using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>Pr[a = b] of Weighted MinHash over shared darts: docs/theory.md, section 4.</summary>
public static class MinHashAgreement
{
    /// <summary>Σ min_j·(1 + |p_j − q_j|) / S, S = Σ max_j.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double union = UnionMass.Of(p, q);
        var sum = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            double min = Math.Min(p[item], q[item]);
            sum.Add(min);
            sum.Add(min * Math.Abs(p[item] - q[item]));
        }

        return sum.Value == 0 ? 0 : sum.Value / union;
    }
}
