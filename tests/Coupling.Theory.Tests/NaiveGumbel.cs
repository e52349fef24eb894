using Coupling.Distributions;

namespace Coupling.Theory.Tests;

/// <summary>The Gumbel race's closed form as it is written down: n² terms, compensated sums, no sorting.</summary>
internal static class NaiveGumbel
{
    public static double Agreement(double[] p, double[] q)
    {
        var agreement = default(CompensatedSum);
        for (int j = 0; j < p.Length; j++)
        {
            if (p[j] > 0 && q[j] > 0)
            {
                var sum = default(CompensatedSum);
                for (int i = 0; i < p.Length; i++)
                {
                    sum.Add(Math.Max(p[i] / p[j], q[i] / q[j]));
                }

                agreement.Add(1 / sum.Value);
            }
        }

        return agreement.Value;
    }
}
