namespace Coupling.Statistics.Tests;

/// <summary>Comparison up to a relative error.</summary>
internal static class Close
{
    public static void Relative(double expected, double actual, double tolerance) =>
        Assert.True(
            Math.Abs(actual - expected) <= tolerance * Math.Abs(expected),
            FormattableString.Invariant($"expected {expected:R} within a relative {tolerance}, got {actual:R}"));
}
