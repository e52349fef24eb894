namespace Coupling.Cli.Seeds;

/// <summary>How one number varies between runs.</summary>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
/// <param name="StandardDeviation">Of the sample (divided by one less than the count); null of a single run.</param>
internal sealed record Spread(double Mean, double Min, double Max, double? StandardDeviation)
{
    /// <summary>Null of no values.</summary>
    public static Spread? Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        double mean = values.Average();
        double? deviation = values.Count < 2
            ? null
            : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        return new Spread(mean, values.Min(), values.Max(), deviation);
    }
}
