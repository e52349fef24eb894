namespace Coupling.Statistics;

/// <summary>e^x − 1.</summary>
internal static class ExponentialMinusOne
{
    /// <summary>e^x − 1 with full relative precision near 0, where MathNet's Expm1 keeps ten digits only.</summary>
    public static double Of(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);
}
