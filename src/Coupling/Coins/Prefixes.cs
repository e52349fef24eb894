using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Coupling.Coins;

/// <summary>
/// The upper 16 bits of the open uniforms of 64 neighbouring places: eight blocks of the generator serve them all. Most places are passed over by these
/// bits alone; for the few that are not, the 36 bits below come from a block of the place's own. Definition: docs/randomness.md §9.
/// </summary>
internal static class Prefixes
{
    /// <summary>Places of a group.</summary>
    public const int Places = 64;

    /// <summary>
    /// Blocks, and so lower and upper words, of a group. Lower word w holds the prefixes of places w, w + 8, w + 16 and w + 24, upper word w of the
    /// places that are 32 above these.
    /// </summary>
    public const int Words = 8;

    private const int Bits = 16;
    private const double Unit = 1.0 / (1 << Bits);
    private const ulong Mask = (1 << Bits) - 1;
    private const ulong OneExponent = 0x3FF0_0000_0000_0000;

    /// <summary>The words of neighbouring groups.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="purpose">Of the counter, as the next two.</param>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="group">The first group; its places are 64·group..64·group+63.</param>
    /// <param name="low">Gets the lower words, 8 for each group.</param>
    /// <param name="high">Gets the upper words; as long.</param>
    public static void Fill(ulong seed, CoinPurpose purpose, long round, uint window, int group, Span<ulong> low, Span<ulong> high) =>
        WordBlocks.OfItems(seed, purpose, round, window, order: 0, (uint)(group * Words), low, high);

    /// <summary>The prefix of a place, 0..63, from the words of its group.</summary>
    public static ulong Of(ReadOnlySpan<ulong> low, ReadOnlySpan<ulong> high, int place) =>
        ((place < Places / 2 ? low : high)[place % Words] >> Shift(place)) & Mask;

    /// <summary>The open uniform of a prefix and of the upper 36 bits of a place's own word, as 64 bits for <see cref="OpenUniform"/>.</summary>
    public static ulong Complete(ulong prefix, ulong rest) => (prefix << (64 - Bits)) | (rest >> Bits);

    /// <summary>
    /// For which places start + v can be below weight · bound, v being the place's uniform: for all others the prefix shows that it is not.
    /// </summary>
    /// <param name="low">The lower words of a group.</param>
    /// <param name="high">The upper ones.</param>
    /// <param name="weights">64 weights; 0 for a place that is not there.</param>
    /// <param name="start">Not negative.</param>
    /// <param name="bound">Positive; it may be infinite.</param>
    /// <returns>A bit for each place.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Below(ReadOnlySpan<ulong> low, ReadOnlySpan<ulong> high, ReadOnlySpan<double> weights, double start, double bound)
    {
        ref ulong lower = ref MemoryMarshal.GetReference(low[..Words]);
        ref ulong upper = ref MemoryMarshal.GetReference(high[..Words]);
        ref double weight = ref MemoryMarshal.GetReference(weights[..Places]);
        ulong below = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (int place = 0; place < Places; place += Vector512<double>.Count)
            {
                Vector512<ulong> some = Vector512.LoadUnsafe(ref place < Places / 2 ? ref lower : ref upper);
                Vector512<double> weighed = Vector512.LoadUnsafe(ref weight, (nuint)place) * bound;
                below |= Vector512.LessThan(Least(some >>> Shift(place)) + Vector512.Create(start), weighed).ExtractMostSignificantBits() << place;
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (int place = 0; place < Places; place += Vector256<double>.Count)
            {
                Vector256<ulong> some = Vector256.LoadUnsafe(ref place < Places / 2 ? ref lower : ref upper, (nuint)(place % Words));
                Vector256<double> weighed = Vector256.LoadUnsafe(ref weight, (nuint)place) * bound;
                below |= (ulong)Vector256.LessThan(Least(some >>> Shift(place)) + Vector256.Create(start), weighed).ExtractMostSignificantBits() << place;
            }
        }
        else
        {
            for (int place = 0; place < Places; place++)
            {
                below |= (Of(low, high, place) * Unit) + start < weights[place] * bound ? 1UL << place : 0;
            }
        }

        return below;
    }

    /// <summary>The least uniform of a prefix in the lowest bits, by way of 1 + prefix·2⁻¹⁶: every step is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Least(Vector512<ulong> shifted) =>
        (((shifted & Vector512.Create(Mask)) << (52 - Bits)) | Vector512.Create(OneExponent)).AsDouble() - Vector512<double>.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Least(Vector256<ulong> shifted) =>
        (((shifted & Vector256.Create(Mask)) << (52 - Bits)) | Vector256.Create(OneExponent)).AsDouble() - Vector256<double>.One;

    private static int Shift(int place) => Bits * ((place >> 3) & 3);
}
