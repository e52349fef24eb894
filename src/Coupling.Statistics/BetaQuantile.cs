using MathNet.Numerics.Distributions;

namespace Coupling.Statistics;

/// <summary>The inverse of <see cref="RegularizedBeta"/>, for tails below one half.</summary>
/// <remarks>
/// Newton steps on the logarithm of the tail as a function of ln x, where it is close to a parabola or a line, inside a
/// bracket that always holds the answer. The library's own inverse stops at an absolute 1e-8, too coarse for a limit
/// near 1e-12.
/// </remarks>
internal static class BetaQuantile
{
    private const int MaximumSteps = 200;
    private const double RelativeTolerance = 1e-15;

    /// <summary>The x with I_x(a, b) = <paramref name="tail"/>, a tail in (0, ½).</summary>
    public static double OfLowerTail(double a, double b, double tail) =>
        a <= b ? Solve(a, b, tail, isLower: true) : 1 - Solve(b, a, tail, isLower: false);

    /// <summary>The x with 1 − I_x(a, b) = <paramref name="tail"/>, a tail in (0, ½).</summary>
    public static double OfUpperTail(double a, double b, double tail) =>
        a <= b ? Solve(a, b, tail, isLower: false) : 1 - Solve(b, a, tail, isLower: true);

    // Called with a <= b only: the answer is then mostly below one half, where a double has relative precision.
    private static double Solve(double a, double b, double tail, bool isLower)
    {
        double target = Math.Log(tail);
        double low = 0;
        double high = 1;
        double x = Start(a, b, tail, isLower);
        for (int step = 0; step < MaximumSteps; step++)
        {
            double y = 1 - x;
            double value = isLower ? RegularizedBeta.Lower(a, b, x, y) : RegularizedBeta.Lower(b, a, y, x);
            if (value < tail == isLower)
            {
                low = x;
            }
            else
            {
                high = x;
            }

            double slope = RegularizedBeta.Kernel(a, b, x, y) / (y * value);
            double move = (target - Math.Log(value)) / (isLower ? slope : -slope);
            double next = x * Math.Exp(move);
            if (Math.Abs(move) <= RelativeTolerance)
            {
                return Math.Clamp(next, low, high);
            }

            // Also taken when the tail underflowed and the step is not a number.
            x = next > low && next < high ? next : low + ((high - low) / 2);
            if (x == low || x == high)
            {
                return x;
            }
        }

        return x;
    }

    // Mean and relative spread of the beta law, read as those of a log-normal one.
    private static double Start(double a, double b, double tail, bool isLower)
    {
        double mean = a / (a + b);
        double spread = Math.Sqrt(b / (a * (a + b + 1)));
        double z = Normal.InvCDF(0, 1, tail);
        double start = mean * Math.Exp(isLower ? z * spread : -z * spread);
        return start < 1 ? start : (1 + mean) / 2;
    }
}
