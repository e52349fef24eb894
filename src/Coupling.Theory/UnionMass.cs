using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>S = Σ max(p_j, q_j), which is 1 + D when both weights sum to 1 exactly.</summary>
internal static class UnionMass
{
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Pair.Check(p, q);
        var sum = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            sum.Add(Math.Max(p[item], q[item]));
        }

        return sum.Value;
    }
}
