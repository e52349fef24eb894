using Coupling.Numerics;

namespace Coupling.Distributions;

/// <summary>Shannon's entropy of one distribution.</summary>
public static class Entropy
{
    private const double Ln2 = 0.6931471805599453;

    /// <summary>−Σ p·log₂ p over the weights as they are: 0 to log₂ n, and off by what the weights' sum is off 1.</summary>
    public static double Bits(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var nats = default(CompensatedSum);
        foreach (double weight in row.Weights)
        {
            if (weight > 0)
            {
                nats.Add(-weight * PortableLog.Log(weight));
            }
        }

        return nats.Value / Ln2;
    }
}
