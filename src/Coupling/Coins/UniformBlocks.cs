using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coupling.Coins;

/// <summary>
/// The two open uniforms of many blocks of one round, four blocks at a time where the processor can. Philox is made of
/// integers, so that the vector and the scalar path give the same bits.
/// </summary>
internal static class UniformBlocks
{
    /// <summary>Blocks of a call at most; what a caller needs on its stack.</summary>
    public const int Largest = 64;

    private const ulong LowHalf = 0xFFFF_FFFF;
    private const ulong OneExponent = 0x3FF0_0000_0000_0000;
    private const int Rounds = 10;

    /// <param name="seed">The key.</param>
    /// <param name="purpose">Of the counter, as the next three.</param>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="order">0..255.</param>
    /// <param name="items">The counter's item word of each block; at most <see cref="Largest"/>.</param>
    /// <param name="low">Gets the uniform of each block's lower 64 bits.</param>
    /// <param name="high">Gets the uniform of its upper 64 bits.</param>
    public static void Fill(
        ulong seed, CoinPurpose purpose, long round, uint window, int order, ReadOnlySpan<uint> items, Span<double> low, Span<double> high)
    {
        uint c2 = (uint)round;
        uint c3 = CoinCounter.HighWord(purpose, round, order);
        int index = 0;
        if (Avx2.IsSupported)
        {
            for (; index <= items.Length - Vector256<ulong>.Count; index += Vector256<ulong>.Count)
            {
                (Vector256<double> v, Vector256<double> w) = Four(seed, Widen(items[index..]), window, c2, c3);
                v.CopyTo(low[index..]);
                w.CopyTo(high[index..]);
            }
        }

        for (; index < items.Length; index++)
        {
            (ulong first, ulong second) = Philox4x32.Block(seed, items[index], window, c2, c3);
            low[index] = OpenUniform.FromBits(first);
            high[index] = OpenUniform.FromBits(second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Widen(ReadOnlySpan<uint> items) =>
        Vector256.WidenLower(Vector128.Create(items[..4]).ToVector256Unsafe());

    /// <summary>Words live in the lower halves of 64-bit lanes; what gathers in the upper halves is never multiplied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Low, Vector256<double> High) Four(ulong seed, Vector256<ulong> c0, uint window, uint round, uint highWord)
    {
        Vector256<ulong> c1 = Vector256.Create((ulong)window);
        Vector256<ulong> c2 = Vector256.Create((ulong)round);
        Vector256<ulong> c3 = Vector256.Create((ulong)highWord);
        Vector256<uint> multiplier0 = Vector256.Create(Philox4x32.Multiplier0);
        Vector256<uint> multiplier1 = Vector256.Create(Philox4x32.Multiplier1);
        uint k0 = (uint)seed;
        uint k1 = (uint)(seed >> 32);
        for (int step = 0; step < Rounds; step++)
        {
            Vector256<ulong> product0 = Avx2.Multiply(c0.AsUInt32(), multiplier0);
            Vector256<ulong> product1 = Avx2.Multiply(c2.AsUInt32(), multiplier1);
            c0 = (product1 >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
            c1 = product1;
            c2 = (product0 >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
            c3 = product0;
            k0 += Philox4x32.Weyl0;
            k1 += Philox4x32.Weyl1;
        }

        Vector256<ulong> mask = Vector256.Create(LowHalf);
        return (Uniform((c0 & mask) | (c1 << 32)), Uniform((c2 & mask) | (c3 << 32)));
    }

    /// <summary>(k + ½)·2⁻⁵² by way of 1 + k·2⁻⁵²: every step is exact, as in <see cref="OpenUniform.FromBits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Uniform(Vector256<ulong> bits)
    {
        Vector256<double> onePlus = ((bits >>> 12) | Vector256.Create(OneExponent)).AsDouble();
        return (onePlus - Vector256<double>.One) + Vector256.Create(OpenUniform.Smallest);
    }
}
