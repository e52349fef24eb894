using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>Pr[a = b] of the Gumbel race with shared exponentials: docs/theory.md, section 3.</summary>
public static class GumbelAgreement
{
    /// <summary>
    /// Σ_j 1 / Σ_i max(p_i/p_j, q_i/q_j) over the items j with p_j, q_j &gt; 0, in O(n log n).
    /// </summary>
    /// <remarks>
    /// p_i/p_j is the larger of the two exactly when p_i/q_i ≥ p_j/q_j. In the order of rising p/q the inner sum is
    /// therefore a suffix sum of p over p_j plus a prefix sum of q over q_j. At equal ratios both terms are the same,
    /// so ties may fall either way.
    /// </remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Pair.Check(p, q);
        int[] order = ByRisingRatio(p, q);
        double[] massOfPFrom = SuffixSums(p, order);

        var massOfQBefore = default(CompensatedSum);
        var agreement = default(CompensatedSum);
        for (int rank = 0; rank < order.Length; rank++)
        {
            int item = order[rank];
            if (p[item] > 0 && q[item] > 0)
            {
                agreement.Add(1 / ((massOfPFrom[rank] / p[item]) + (massOfQBefore.Value / q[item])));
            }

            massOfQBefore.Add(q[item]);
        }

        return agreement.Value;
    }

    // Items that neither party can draw are left out: they have no ratio and add to no sum.
    private static int[] ByRisingRatio(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var ratios = new List<double>(p.Length);
        var items = new List<int>(p.Length);
        for (int item = 0; item < p.Length; item++)
        {
            if (p[item] > 0 || q[item] > 0)
            {
                ratios.Add(p[item] / q[item]);
                items.Add(item);
            }
        }

        int[] order = [.. items];
        Array.Sort(ratios.ToArray(), order);
        return order;
    }

    private static double[] SuffixSums(ReadOnlySpan<double> weights, int[] order)
    {
        double[] sums = new double[order.Length];
        var sum = default(CompensatedSum);
        for (int rank = order.Length - 1; rank >= 0; rank--)
        {
            sum.Add(weights[order[rank]]);
            sums[rank] = sum.Value;
        }

        return sums;
    }
}
