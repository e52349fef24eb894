using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>Pr[a = b] when one shared uniform goes through both inverse CDFs: docs/theory.md, section 6.</summary>
public static class InverseCdfAgreement
{
    /// <summary>Σ_j of the length that the two CDF intervals of item j have in common.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Pair.Check(p, q);

        // Only the lead of q's CDF over p's matters. Summing it directly avoids the cancellation between two CDFs
        // near 1: seen from the start of p's interval [0, p_j), that of q is [lead, lead + q_j).
        var lead = default(CompensatedSum);
        var sum = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            double start = lead.Value;
            double overlap = Math.Min(p[item], start + q[item]) - Math.Max(0, start);
            sum.Add(Math.Max(0, overlap));
            lead.Add(q[item]);
            lead.Add(-p[item]);
        }

        return sum.Value;
    }
}
