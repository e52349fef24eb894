namespace Coupling.Statistics;

/// <summary>The regularised incomplete beta function I_x(a, b) for integers a, b ≥ 1, up to 2^40 and beyond.</summary>
/// <remarks>
/// <para>
/// Written anew because differences of ln Γ lose all digits at large arguments (ln Γ(2^40) is about 3e13). The leading
/// factor is Loader's saddle-point form of the binomial probability, the rest a continued fraction of positive terms
/// (BFRAC of A. R. Didonato and A. H. Morris, ACM TOMS 18 (1992), algorithm 708), which takes O(√(a + b)) steps near
/// the mean and few far from it.
/// </para>
/// <para>Relative error of the smaller tail: about 1e-13 up to a + b = 2^20 and 1e-9 at 2^40, where one rounding of x
/// already moves the value that far.</para>
/// </remarks>
internal static class RegularizedBeta
{
    private const double Converged = 2.3e-16;

    /// <summary>I_x(a, b), given x and <paramref name="y"/> = 1 − x, both in 0..1.</summary>
    public static double Lower(double a, double b, double x, double y)
    {
        // (a + b)(mean − x), from whichever of x and y is the small one: nothing is lost when the other is near 1.
        double belowMean = a > b ? ((a + b) * y) - b : a - ((a + b) * x);
        return belowMean >= 0
            ? SmallTail(a, b, x, y, belowMean)
            : 1 - SmallTail(b, a, y, x, -belowMean);
    }

    /// <summary>
    /// x^a·y^b / B(a, b): the density of Beta(a, b) at x times x·y. Exactly 0 at the ends and where it underflows.
    /// </summary>
    public static double Kernel(double a, double b, double x, double y)
    {
        if (x <= 0 || y <= 0)
        {
            return 0;
        }

        double n = a + b;
        double exponent = StirlingError.Of(n) - StirlingError.Of(a) - StirlingError.Of(b)
            - Deviance.Of(a, n * x) - Deviance.Of(b, n * y);
        return Math.Sqrt(a / n * b / (2 * Math.PI)) * Math.Exp(exponent);
    }

    private static double SmallTail(double a, double b, double x, double y, double belowMean)
    {
        double kernel = Kernel(a, b, x, y);
        return kernel == 0 ? 0 : kernel * ContinuedFraction(a, b, x, y, belowMean);
    }

    // I_x(a, b)/Kernel as the limit of convergents, rescaled at each step so that the last denominator is 1.
    private static double ContinuedFraction(double a, double b, double x, double y, double belowMean)
    {
        double limit = 1000 + (100 * Math.Sqrt(a + b));
        double ratio = b / a;
        double first = 1 + (1 / a);
        double shift = 1 + belowMean;
        double p = 1;
        double s = a + 1;
        double previousNumerator = 0;
        double previousDenominator = 1;
        double numerator = 1;
        double denominator = shift / first;
        double convergent = first / shift;
        for (double n = 1; n < limit; n++)
        {
            double t = n / a;
            double w = n * (b - n) * x;
            double e = a / s;
            double alpha = p * (p + ratio) * e * e * (w * x);
            e = (1 + t) / (first + t + t);
            double beta = n + (w / s) + (e * (shift + (n * (1 + y))));
            p = 1 + t;
            s += 2;

            double nextNumerator = (alpha * previousNumerator) + (beta * numerator);
            double nextDenominator = (alpha * previousDenominator) + (beta * denominator);
            double next = nextNumerator / nextDenominator;
            if (Math.Abs(next - convergent) <= Converged * next)
            {
                return next;
            }

            previousNumerator = numerator / nextDenominator;
            previousDenominator = denominator / nextDenominator;
            numerator = next;
            denominator = 1;
            convergent = next;
        }

        throw new ArithmeticException(FormattableString.Invariant($"I_x({a}, {b}) did not converge at x = {x}"));
    }
}
