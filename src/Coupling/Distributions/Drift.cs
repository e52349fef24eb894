using System.Globalization;
using Coupling.Coins;

namespace Coupling.Distributions;

/// <summary>
/// Rows at wanted total variation distances from another row, all on one straight line that leads away from it: mass is taken from
/// some items, in proportion to their weights, and given to the others. Construction: docs/input.md.
/// </summary>
/// <remarks>The distance ½ Σ |p_i − q_i| is the wanted one up to rounding, below 1e-15.</remarks>
public sealed class Drift
{
    /// <summary>How much farther than the largest possible distance may be asked for: 1 − p is rounded, and a sum is too.</summary>
    private const double Tolerance = 1e-12;

    private readonly Row from;
    private readonly string source;

    // What an item gets of a unit of moved mass; 0 for those that lose.
    private readonly double[] gains;
    private readonly bool[] gaining;
    private readonly double losing;

    /// <summary>Chooses the line.</summary>
    /// <param name="from">P, where it begins.</param>
    /// <param name="farthest">The largest distance that will be asked for: 0 to 1 − the smallest weight of P.</param>
    /// <param name="seed">Any; equal seeds give equal lines on every machine. No coin of a run depends on it.</param>
    /// <param name="source">What the user calls it (a SPEC); named in errors.</param>
    /// <exception cref="BadDataException">No distribution over these items is so far from P.</exception>
    public Drift(Row from, double farthest, ulong seed, string source)
    {
        ArgumentNullException.ThrowIfNull(from);
        this.from = from;
        this.source = source;
        Farthest = farthest;
        var coins = new RowDriftV1(seed);
        var keys = new ulong[from.Length];
        gains = new double[from.Length];
        for (int item = 0; item < gains.Length; item++)
        {
            (keys[item], gains[item]) = coins.At(item);
        }

        gaining = ChooseGaining(keys, farthest);
        losing = SumWhere(from.Weights, gaining, false);
        if (!(farthest >= 0 && farthest <= losing + Tolerance))
        {
            throw new BadDataException(
                source,
                "TV",
                farthest.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"0 to {losing}, the largest distance from these {from.Length} weights"));
        }

        ShareOut();
    }

    /// <summary>The largest distance that may be asked for.</summary>
    public double Farthest { get; }

    /// <summary>Q on the line, at this distance from P.</summary>
    /// <param name="distance">0..<see cref="Farthest"/>; at 0, Q is P.</param>
    public Row At(double distance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distance, Farthest);
        double left = distance == 0 ? 1 : Math.Max(0, 1 - (distance / losing));
        double[] weights = new double[gains.Length];
        for (int item = 0; item < weights.Length; item++)
        {
            double weight = gaining[item] ? from[item] + (distance * gains[item]) : from[item] * left;
            weights[item] = weight < Row.SmallestNormal ? 0 : weight;
        }

        return Row.FromWeights(weights, source);
    }

    /// <summary>
    /// Items in random order are taken as long as those taken hold at most (1 − farthest)/2: so the others hold enough. If even the
    /// lightest item holds more, it is the only one.
    /// </summary>
    private bool[] ChooseGaining(ulong[] keys, double farthest)
    {
        // Stable: of equal keys, the lower item first.
        int[] order = [.. Enumerable.Range(0, keys.Length).OrderBy(item => keys[item])];
        double most = (1 - farthest) / 2;
        double held = 0;
        var chosen = new bool[order.Length];
        bool any = false;
        foreach (int item in order)
        {
            if (held + from[item] <= most)
            {
                held += from[item];
                chosen[item] = true;
                any = true;
            }
        }

        if (!any)
        {
            chosen[order.MinBy(item => from[item])] = true;
        }

        return chosen;
    }

    /// <summary>Exp(1) times (p_i + 1/n), over their sum: items of weight 0 get something too.</summary>
    private void ShareOut()
    {
        double floor = 1.0 / gains.Length;
        for (int item = 0; item < gains.Length; item++)
        {
            gains[item] = gaining[item] ? gains[item] * (from[item] + floor) : 0;
        }

        double sum = CompensatedSum.Of(gains);
        foreach (ref double gain in gains.AsSpan())
        {
            gain /= sum;
        }
    }

    private static double SumWhere(ReadOnlySpan<double> weights, bool[] chosen, bool value)
    {
        var sum = default(CompensatedSum);
        for (int item = 0; item < weights.Length; item++)
        {
            if (chosen[item] == value)
            {
                sum.Add(weights[item]);
            }
        }

        return sum.Value;
    }
}
