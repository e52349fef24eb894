using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>Pr[a = b] when both parties draw from private coins.</summary>
public static class IndependentAgreement
{
    /// <summary>Σ p_j·q_j.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Pair.Check(p, q);
        var sum = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            sum.Add(p[item] * q[item]);
        }

        return sum.Value;
    }
}
