using Coupling.Distributions;

namespace Coupling.Conformance;

/// <summary>A format of two significant bits. What float32 and bfloat16 lose is too little to test a law on; this loses a lot.</summary>
internal static class CoarseFormat
{
    public static WeightFormat Instance { get; } = new("coarse", width: 10, fractionBits: 1);
}
