using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>Pr[a = b] when both parties couple with one draw from a shipped, rounded P: docs/theory.md, section 12.</summary>
public static class ShippedAgreement
{
    /// <summary>The law for P shipped in a format; 1 − D if that loses nothing.</summary>
    /// <param name="p">Alice's weights, which a row may have.</param>
    /// <param name="q">Bob's weights, as many.</param>
    /// <param name="format">How Alice ships hers.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="BadDataException">P is no distribution.</exception>
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q, WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format.IsExact
            ? OptimalAgreement.Of(p, q)
            : Of(p, q, ShippedRow.Of(Row.FromWeights(p.ToArray(), "P"), format).Weights);
    }

    /// <summary>
    /// Σ min(p, p′)·min(q, p′)/p′ + κ·Σ (p′−p)₊·(p′−q)₊/p′ over the items with p′ &gt; 0, where
    /// κ = Σ (p−p′)₊·(q−p′)₊ / (TV(P, P′)·TV(Q, P′)) is how often two residual draws are equal.
    /// </summary>
    /// <param name="p">Alice's weights.</param>
    /// <param name="q">Bob's.</param>
    /// <param name="common">P′, the weights of the common draw.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q, ReadOnlySpan<double> common)
    {
        Pair.Check(p, common);
        Pair.Check(q, common);
        var bothKeep = default(CompensatedSum);
        var neitherKeeps = default(CompensatedSum);
        var residualOfP = default(CompensatedSum);
        var residualOfQ = default(CompensatedSum);
        var residualsMeet = default(CompensatedSum);
        for (int item = 0; item < common.Length; item++)
        {
            double c = common[item];
            double moreInP = Math.Max(0, p[item] - c);
            double moreInQ = Math.Max(0, q[item] - c);
            residualOfP.Add(moreInP);
            residualOfQ.Add(moreInQ);
            residualsMeet.Add(moreInP * moreInQ);
            if (c > 0)
            {
                // Divided first: the product of two tiny weights is nothing.
                bothKeep.Add(Math.Min(p[item], c) / c * Math.Min(q[item], c));
                neitherKeeps.Add(Math.Max(0, c - p[item]) / c * Math.Max(0, c - q[item]));
            }
        }

        // Where nobody ever rejects there is no residual, and nothing to add.
        double scale = residualOfP.Value * residualOfQ.Value;
        double meet = scale > 0 ? residualsMeet.Value / scale : 0;
        return bothKeep.Value + (meet * neitherKeeps.Value);
    }

    /// <summary>
    /// u/(1 − u): the agreement is never lower than 1 − D less this, whatever P and Q (up to 1e-9 by which weights miss the sum
    /// of 1, and n·2⁻¹³⁴ by weights below the format's normal range).
    /// </summary>
    public static double LargestLoss(WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format.UnitRoundoff / (1 - format.UnitRoundoff);
    }
}
