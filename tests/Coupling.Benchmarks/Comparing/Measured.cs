namespace Coupling.Benchmarks.Comparing;

/// <summary>The microseconds of one sample, per contestant and turn.</summary>
internal sealed class Measured(IReadOnlyDictionary<string, double[]> turns)
{
    public IEnumerable<string> Names => turns.Keys;

    public bool Has(string name) => turns.ContainsKey(name);

    /// <summary>The median.</summary>
    public double Microseconds(string name) => Median(turns[name]);

    /// <summary>How many times as long one takes as another: the median over the turns, so that both are of the same moment.</summary>
    public double Ratio(string slower, string faster) => Median([.. turns[slower].Zip(turns[faster], (one, other) => one / other)]);

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
