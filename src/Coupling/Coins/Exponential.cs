using Coupling.Numerics;

namespace Coupling.Coins;

/// <summary>Exp(1) variables from open uniforms: E = −ln(1 − v), so that E ≥ v and small times keep their precision.</summary>
public static class Exponential
{
    /// <summary>
    /// A little above 1: if v ≥ Margin·t then the computed E exceeds t whatever the roundings. Lets a sampler pass over an
    /// item without its logarithm; never changes an outcome.
    /// </summary>
    public const double Margin = 1 + (1.0 / (1L << 40));

    /// <summary>−ln(1 − v) for v in (0, 1) on the grid of <see cref="OpenUniform"/>, where 1 − v is exact.</summary>
    public static double FromUniform(double v) => -PortableLog.Log(1 - v);
}
