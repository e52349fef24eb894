using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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

    /// <summary>The same of the open uniforms of many random words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FromBits(ReadOnlySpan<ulong> bits, Span<double> times)
    {
        int index = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; index <= bits.Length - Vector512<ulong>.Count; index += Vector512<ulong>.Count)
            {
                Vector512<double> v = OpenUniform.FromBits(Vector512.Create(bits[index..]));
                (-PortableLogLanes.Log(Vector512<double>.One - v)).CopyTo(times[index..]);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; index <= bits.Length - Vector256<ulong>.Count; index += Vector256<ulong>.Count)
            {
                Vector256<double> v = OpenUniform.FromBits(Vector256.Create(bits[index..]));
                (-PortableLogLanes.Log(Vector256<double>.One - v)).CopyTo(times[index..]);
            }
        }

        for (; index < bits.Length; index++)
        {
            times[index] = FromUniform(OpenUniform.FromBits(bits[index]));
        }
    }
}
