using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>Turns a uniform into an item: the first item whose cumulative weight exceeds u times the total.</summary>
public sealed class InverseCdf
{
    private readonly double[] cumulative;
    private readonly int lastPositive;

    /// <param name="weights">Not negative, not all zero unless <see cref="IsEmpty"/> is asked first; need not sum to 1.</param>
    public InverseCdf(ReadOnlySpan<double> weights)
    {
        cumulative = new double[weights.Length];
        lastPositive = -1;
        var sum = default(CompensatedSum);
        for (int item = 0; item < weights.Length; item++)
        {
            sum.Add(weights[item]);
            cumulative[item] = sum.Value;
            lastPositive = weights[item] > 0 ? item : lastPositive;
        }
    }

    /// <summary>Whether there is nothing to draw from.</summary>
    public bool IsEmpty => lastPositive < 0;

    /// <summary>The item at <paramref name="u"/> in (0, 1); never one of weight 0.</summary>
    public int Sample(double u)
    {
        double target = u * cumulative[^1];
        int low = 0;
        int high = lastPositive;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > target)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
