using Coupling.Distributions;
using Coupling.Numerics;

namespace Coupling.Models;

/// <summary>
/// Probabilities in b bits: of p/p_max the logarithm is rounded to one of 2^b levels, evenly from 1 down to 2^−24, and the result is divided
/// by its sum. What is 0 stays 0, and nothing else becomes 0.
/// </summary>
internal sealed class QuantisedMap : IRowMap
{
    /// <summary>How many powers of 2 the levels span.</summary>
    public const int Octaves = 24;

    private const double Ln2 = 0.6931471805599453;

    private readonly string source;
    private readonly double lowest;

    /// <param name="bits">b, 1..32.</param>
    /// <param name="source">Named in errors.</param>
    public QuantisedMap(int bits, string source)
    {
        this.source = source;
        lowest = (1L << bits) - 1;
    }

    public Row Apply(Row row)
    {
        ReadOnlySpan<double> weights = row.Weights;
        double largest = LargestWeights.First(weights);
        var mass = new RepeatedValues(ratio => MassOf(LevelOf(ratio)));
        double[] masses = new double[weights.Length];
        for (int item = 0; item < masses.Length; item++)
        {
            if (weights[item] > 0)
            {
                masses[item] = mass.Of(weights[item] / largest);
            }
        }

        return Masses.ToRow(masses, source);
    }

    // 0 for 1, `lowest` for 2^-24 and all below it.
    private double LevelOf(double ratio)
    {
        double octaves = ratio > 0 ? -PortableLog.Log(ratio) / Ln2 : Octaves;
        return Math.Floor((Math.Min(octaves, Octaves) / Octaves * lowest) + 0.5);
    }

    private double MassOf(double level) => PortableExp.Exp(-level / lowest * Octaves * Ln2);
}
