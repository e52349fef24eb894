using Coupling.Distributions;
using Coupling.Numerics;

namespace Coupling.Models;

/// <summary>Temperature, then top-k, then top-p, then division by the sum.</summary>
/// <remarks>
/// "Most likely" is always by the weights as they came, which a temperature does not reorder. So the tokens that top-k leaves are chosen first, and
/// only they are raised to a power.
/// </remarks>
internal sealed class TransformMap(Transform transform, string source) : IRowMap
{
    // How many of the most likely tokens are first looked at for top-p: mostly enough.
    private const int FirstLook = 256;

    public Row Apply(Row row)
    {
        ReadOnlySpan<double> weights = row.Weights;
        int k = transform.Temperature == 0 ? 1 : Math.Min(transform.TopK ?? weights.Length, weights.Length);
        int[] kept = LargestWeights.Select(weights, k);
        double[] masses = new double[weights.Length];
        double exponent = transform.Temperature == 0 ? 1 : 1 / transform.Temperature;
        double largest = LargestWeights.First(weights);
        var mass = new RepeatedValues(ratio => Mass(ratio, exponent));
        foreach (int item in kept)
        {
            masses[item] = mass.Of(weights[item] / largest);
        }

        if (transform.TopP < 1)
        {
            KeepShare(weights, masses, kept);
        }

        return Masses.ToRow(masses, source);
    }

    // The largest has mass 1, so that nothing overflows; what falls below the smallest normal number is 0.
    private static double Mass(double ratio, double exponent)
    {
        if (ratio == 0 || double.IsSubnormal(ratio))
        {
            return 0;
        }

        double mass = exponent == 1 ? ratio : PortablePow.Pow(ratio, exponent);
        return double.IsSubnormal(mass) ? 0 : mass;
    }

    private void KeepShare(ReadOnlySpan<double> weights, double[] masses, int[] kept)
    {
        double share = transform.TopP * CompensatedSum.Of(masses);
        double[] keptWeights = new double[kept.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            keptWeights[i] = weights[kept[i]];
        }

        for (long look = FirstLook; ; look *= 4)
        {
            int[] first = LargestWeights.Select(keptWeights, (int)Math.Min(look, kept.Length));
            LargestWeights.Sort(first, keptWeights);
            if (CountToShare(first, kept, masses, share) is { } count)
            {
                Cut(masses, kept, first.AsSpan(0, count));
                return;
            }

            if (first.Length == kept.Length)
            {
                return;
            }
        }
    }

    // Null if all of these have less than the share.
    private static int? CountToShare(int[] first, int[] kept, double[] masses, double share)
    {
        var sum = default(CompensatedSum);
        for (int i = 0; i < first.Length; i++)
        {
            sum.Add(masses[kept[first[i]]]);
            if (sum.Value >= share)
            {
                return i + 1;
            }
        }

        return null;
    }

    private static void Cut(double[] masses, int[] kept, ReadOnlySpan<int> chosen)
    {
        bool[] stays = new bool[kept.Length];
        foreach (int i in chosen)
        {
            stays[i] = true;
        }

        for (int i = 0; i < kept.Length; i++)
        {
            if (!stays[i])
            {
                masses[kept[i]] = 0;
            }
        }
    }
}
