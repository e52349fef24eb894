namespace Coupling.Theory;

/// <summary>The law of the rank of Alice's sample in the race of a prior: docs/theory.md, section 14.</summary>
internal static class RankLaw
{
    /// <summary>In the logarithm of the time. Ranks of 127 change over a tenth of a unit, and the trapezoid rule is exact to 1e-6 there.</summary>
    private const double Step = 1.0 / 16;

    private const double Negligible = 1e-13;

    /// <summary>Pr[K ≥ k], k = 0..<paramref name="most"/>, given that Alice's sample is an item.</summary>
    /// <param name="p">Alice's weights.</param>
    /// <param name="r">The prior's, as many.</param>
    /// <param name="item">Its weights are not 0.</param>
    /// <param name="most">The largest k.</param>
    public static double[] Of(ReadOnlySpan<double> p, ReadOnlySpan<double> r, int item, int most)
    {
        double[] rates = RatesBefore(p, r, item);
        double mean = rates.Sum();
        double[] atLeast = new double[most + 1];
        atLeast.AsSpan(0, Math.Min(2, most + 1)).Fill(1);
        if (mean == 0 || most < 2)
        {
            return atLeast;
        }

        // ∫ e^−T Pr[K ≥ k | T] dT, over the logarithm of T. Below the first T nobody is before the item, above the last e^−T is nothing.
        double[] counts = new double[most];
        for (double x = Math.Log(Negligible / (1 + mean)) / 2; x < 4; x += Step)
        {
            double time = Math.Exp(x);
            CountsBefore(rates, time, counts);
            double weight = Math.Exp(-time) * time * Step;
            double before = 1;
            for (int k = 2; k <= most; k++)
            {
                before -= counts[k - 2];
                atLeast[k] += weight * Math.Max(0, before);
            }
        }

        return atLeast;
    }

    // Given its time T, item i is before it with probability 1 − e^(−T·rate), independently.
    private static double[] RatesBefore(ReadOnlySpan<double> p, ReadOnlySpan<double> r, int item)
    {
        var rates = new List<double>(p.Length);
        for (int other = 0; other < p.Length; other++)
        {
            double rate = (p[item] / r[item] * r[other]) - p[other];
            if (other != item && rate > 0)
            {
                rates.Add(rate);
            }
        }

        return [.. rates];
    }

    // Pr[so many are before], for fewer than counts.Length.
    private static void CountsBefore(double[] rates, double time, double[] counts)
    {
        Array.Clear(counts);
        counts[0] = 1;
        foreach (double rate in rates)
        {
            double stays = Math.Exp(-time * rate);
            for (int count = counts.Length - 1; count > 0; count--)
            {
                counts[count] = (counts[count] * stays) + (counts[count - 1] * (1 - stays));
            }

            counts[0] *= stays;
        }
    }
}
