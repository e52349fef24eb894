using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>The total variation distance D = ½ Σ |p_j − q_j|.</summary>
public static class TotalVariation
{
    /// <summary>D, in 0..1 (a rounding above 1 is cut off).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Pair.Check(p, q);
        var distance = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            distance.Add(Math.Abs(p[item] - q[item]));
        }

        return Math.Min(1, distance.Value / 2);
    }
}
