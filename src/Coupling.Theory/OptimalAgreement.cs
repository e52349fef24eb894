namespace Coupling.Theory;

/// <summary>Pr[a = b] of an optimal coupling.</summary>
public static class OptimalAgreement
{
    /// <summary>1 − D.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q) => Bounds.Optimum(p, q);
}
