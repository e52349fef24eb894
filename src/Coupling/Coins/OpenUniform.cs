using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coupling.Coins;

/// <summary>Uniform numbers of the open unit interval on the grid (k + ½)·2⁻⁵²: never 0, never 1, each exact in binary64.</summary>
public static class OpenUniform
{
    /// <summary>The smallest value that can occur; the largest is 1 minus it.</summary>
    public const double Smallest = 1.0 / (1L << 53);

    private const double Step = 1.0 / (1L << 52);
    private const ulong OneExponent = 0x3FF0_0000_0000_0000;

    /// <summary>(k + ½)·2⁻⁵² with k = the upper 52 of 64 random bits.</summary>
    public static double FromBits(ulong bits) => ((long)(bits >> 12) + 0.5) * Step;

    /// <summary>The same of many; the two spans may be the same memory.</summary>
    internal static void FromBits(ReadOnlySpan<ulong> bits, Span<double> uniforms)
    {
        int index = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; index <= bits.Length - Vector512<ulong>.Count; index += Vector512<ulong>.Count)
            {
                FromBits(Vector512.Create(bits[index..])).CopyTo(uniforms[index..]);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; index <= bits.Length - Vector256<ulong>.Count; index += Vector256<ulong>.Count)
            {
                FromBits(Vector256.Create(bits[index..])).CopyTo(uniforms[index..]);
            }
        }

        for (; index < bits.Length; index++)
        {
            uniforms[index] = FromBits(bits[index]);
        }
    }

    /// <summary>The same in lanes, by way of 1 + k·2⁻⁵²: every step is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> FromBits(Vector256<ulong> bits) =>
        (((bits >>> 12) | Vector256.Create(OneExponent)).AsDouble() - Vector256<double>.One) + Vector256.Create(Smallest);

    /// <summary>The same in wider lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> FromBits(Vector512<ulong> bits) =>
        (((bits >>> 12) | Vector512.Create(OneExponent)).AsDouble() - Vector512<double>.One) + Vector512.Create(Smallest);
}
