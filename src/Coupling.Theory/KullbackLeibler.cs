using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>The Kullback–Leibler divergence KL(P‖R) = Σ p_j·log2(p_j/r_j).</summary>
public static class KullbackLeibler
{
    /// <summary>In bits, at least 0; infinite where r_j = 0 &lt; p_j.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Bits(ReadOnlySpan<double> p, ReadOnlySpan<double> r)
    {
        Pair.Check(p, r);
        var sum = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            if (p[item] > 0)
            {
                if (r[item] == 0)
                {
                    return double.PositiveInfinity;
                }

                // Not log2(p/r): the quotient of a weight by a tiny one may overflow.
                sum.Add(p[item] * (Math.Log2(p[item]) - Math.Log2(r[item])));
            }
        }

        return Math.Max(0, sum.Value);
    }
}
