namespace Coupling.Statistics;

/// <summary>A two-sided confidence interval for a probability.</summary>
/// <param name="Low">The lower limit, 0..1.</param>
/// <param name="High">The upper limit, <paramref name="Low"/>..1.</param>
/// <param name="Confidence">The coverage that is promised at least, in (0, 1).</param>
public readonly record struct Interval(double Low, double High, double Confidence)
{
    /// <summary>True when <paramref name="probability"/> lies within the limits, limits included.</summary>
    public bool Contains(double probability) => probability >= Low && probability <= High;
}
