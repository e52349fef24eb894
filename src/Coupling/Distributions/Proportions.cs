namespace Coupling.Distributions;

/// <summary>From numbers that say "so many times as likely" to weights that sum to 1.</summary>
internal static class Proportions
{
    private const double TwoToMinus64 = 1.0 / (1UL << 32) / (1UL << 32);

    /// <summary>
    /// Divides by the compensated sum, in place. Quotients below the smallest normal number become exactly 0, because a
    /// row has no subnormal weights.
    /// </summary>
    /// <param name="masses">At most 2^20, each +0 or positive and finite, at least one of them normal.</param>
    public static void Take(Span<double> masses)
    {
        double sum = CompensatedSum.Of(masses);
        if (!double.IsFinite(sum))
        {
            // Exact, except for masses whose share of such a sum rounds to 0 anyway.
            foreach (ref double mass in masses)
            {
                mass *= TwoToMinus64;
            }

            sum = CompensatedSum.Of(masses);
        }

        foreach (ref double mass in masses)
        {
            mass /= sum;
            if (mass < Row.SmallestNormal)
            {
                mass = 0;
            }
        }
    }
}
