using System.Runtime.Intrinsics;

namespace Coupling.Sampling;

/// <summary>Which of a few uniforms are below their weight times a bound: a test that most items fail, so that the rest of the work is for few.</summary>
internal static class Below
{
    /// <param name="uniforms">At most 64.</param>
    /// <param name="weights">As many, or more.</param>
    /// <param name="bound">Positive; it may be infinite.</param>
    /// <returns>A bit for each. A weight of 0 is above nothing.</returns>
    public static ulong Mask(ReadOnlySpan<double> uniforms, ReadOnlySpan<double> weights, double bound)
    {
        weights = weights[..uniforms.Length];
        ulong below = 0;
        int index = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; index <= uniforms.Length - Vector512<double>.Count; index += Vector512<double>.Count)
            {
                Vector512<double> limit = Vector512.Create(weights[index..]) * bound;
                below |= Vector512.LessThan(Vector512.Create(uniforms[index..]), limit).ExtractMostSignificantBits() << index;
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; index <= uniforms.Length - Vector256<double>.Count; index += Vector256<double>.Count)
            {
                Vector256<double> limit = Vector256.Create(weights[index..]) * bound;
                below |= (ulong)Vector256.LessThan(Vector256.Create(uniforms[index..]), limit).ExtractMostSignificantBits() << index;
            }
        }

        for (; index < uniforms.Length; index++)
        {
            below |= uniforms[index] < weights[index] * bound ? 1UL << index : 0;
        }

        return below;
    }
}
