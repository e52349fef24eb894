namespace Coupling.Statistics;

/// <summary>The error of Stirling's formula.</summary>
internal static class StirlingError
{
    private const double SeriesFrom = 16;

    /// <summary>ln Γ(x + 1) − [½ ln(2πx) + x ln x − x], for x ≥ 1; at most 1/(12x).</summary>
    public static double Of(double x)
    {
        // Γ(x+2) = (x+1)·Γ(x+1), so the error at x exceeds that at x+1 by (x + ½)·ln(1 + 1/x) − 1,
        // and ln(1 + 1/x) = 2·artanh(1/(2x+1)).
        double steps = 0;
        while (x < SeriesFrom)
        {
            double odd = (2 * x) + 1;
            steps += (odd * Math.Atanh(1 / odd)) - 1;
            x++;
        }

        // Abramowitz and Stegun 6.1.41: the first omitted term is below 2e-18 at 16.
        double s = 1 / (x * x);
        double series = (1.0 / 1188) - (s * 691.0 / 360360);
        series = (1.0 / 1680) - (s * series);
        series = (1.0 / 1260) - (s * series);
        series = (1.0 / 360) - (s * series);
        series = (1.0 / 12) - (s * series);
        return steps + (series / x);
    }
}
