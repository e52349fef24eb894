using Coupling.Bits;
using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>Expected payload bits of `index` with a prior R: docs/theory.md, section 14.</summary>
public static class IndexBits
{
    /// <summary>The mean is at most this times KL(P‖R), in bits, …</summary>
    public const double PerBitOfDivergence = 1.45;

    /// <summary>… and this. For every P and R, up to 2^20 items.</summary>
    public const double BesideDivergence = 2.62;

    /// <summary>The largest alphabet of <see cref="Exactly"/>.</summary>
    public const int MostItemsExactly = 512;

    /// <summary>
    /// A bound on the mean, close to it unless a few items hold much of the prior, in O(n log n): the rank of item j is no larger, in
    /// law, than a geometric variable of mean 1 + μ_j, μ_j = Σ_i (r_i·p_j/r_j − p_i)₊.
    /// </summary>
    /// <param name="p">Alice's weights.</param>
    /// <param name="r">The prior's, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are none.</exception>
    public static double AtMost(ReadOnlySpan<double> p, ReadOnlySpan<double> r)
    {
        Pair.Check(p, r);
        var code = new RankCode(p.Length);
        int arriving = Arriving(r);
        (int[] items, double[] ratios) = ByRisingRatio(p, r);
        var massOfP = default(CompensatedSum);
        var massOfR = default(CompensatedSum);
        var bits = default(CompensatedSum);
        for (int place = 0; place < items.Length; place++)
        {
            // μ by sums over the items of smaller ratio; those of the same ratio add nothing to each other's.
            double mean = Math.Max(0, (ratios[place] * massOfR.Value) - massOfP.Value);
            bits.Add(p[items[place]] * Mean(code, arriving, rank => Math.Pow(mean / (1 + mean), rank - 1)));
            massOfP.Add(p[items[place]]);
            massOfR.Add(r[items[place]]);
        }

        return bits.Value + (MassWithoutRank(p, r) * code.LongestBits);
    }

    /// <summary>The mean itself, to about 1e-6, in O(n²·last rank): for small alphabets.</summary>
    /// <param name="p">Alice's weights.</param>
    /// <param name="r">The prior's, as many; at most <see cref="MostItemsExactly"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are none or too many.</exception>
    public static double Exactly(ReadOnlySpan<double> p, ReadOnlySpan<double> r)
    {
        Pair.Check(p, r);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p.Length, MostItemsExactly, nameof(p));
        var code = new RankCode(p.Length);
        int arriving = Arriving(r);
        var bits = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            if (p[item] > 0 && r[item] > 0)
            {
                double[] atLeast = RankLaw.Of(p, r, item, Math.Min(arriving, code.LastRank + 1));
                bits.Add(p[item] * Mean(code, arriving, rank => atLeast[rank]));
            }
        }

        return bits.Value + (MassWithoutRank(p, r) * code.LongestBits);
    }

    // The bits change at powers of two: Σ over them of the change, times the probability that the rank is at least that.
    private static double Mean(RankCode code, int arriving, Func<int, double> atLeast)
    {
        double bits = code.BitsOf(1);
        for (int rank = 2; rank <= Math.Min(arriving, code.LastRank + 1); rank *= 2)
        {
            bits += (code.BitsOf(rank) - code.BitsOf(rank - 1)) * atLeast(rank);
        }

        return bits;
    }

    private static int Arriving(ReadOnlySpan<double> r)
    {
        int count = 0;
        foreach (double weight in r)
        {
            count += weight > 0 ? 1 : 0;
        }

        return count;
    }

    // Items that the prior does not have are named, never ranked.
    private static double MassWithoutRank(ReadOnlySpan<double> p, ReadOnlySpan<double> r)
    {
        var mass = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            mass.Add(r[item] == 0 ? p[item] : 0);
        }

        return mass.Value;
    }

    private static (int[] Items, double[] Ratios) ByRisingRatio(ReadOnlySpan<double> p, ReadOnlySpan<double> r)
    {
        var items = new List<int>(p.Length);
        var ratios = new List<double>(p.Length);
        for (int item = 0; item < p.Length; item++)
        {
            if (r[item] > 0)
            {
                items.Add(item);
                ratios.Add(p[item] / r[item]);
            }
        }

        int[] order = [.. items];
        double[] keys = [.. ratios];
        Array.Sort(keys, order);
        return (order, keys);
    }
}
