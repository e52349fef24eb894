namespace Coupling.Distributions;

/// <summary>A running sum with Neumaier's correction: the error does not grow with the number of terms.</summary>
public struct CompensatedSum
{
    private double sum;
    private double correction;

    /// <summary>The sum so far, correction included.</summary>
    public readonly double Value => sum + correction;

    public void Add(double term)
    {
        double next = sum + term;
        correction += Math.Abs(sum) >= Math.Abs(term) ? (sum - next) + term : (term - next) + sum;
        sum = next;
    }

    public static double Of(ReadOnlySpan<double> terms)
    {
        var total = default(CompensatedSum);
        foreach (double term in terms)
        {
            total.Add(term);
        }

        return total.Value;
    }
}
