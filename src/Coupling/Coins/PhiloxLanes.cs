using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coupling.Coins;

/// <summary>
/// Philox4x32-10 on many counters at once: a 64-bit lane for each, the word in its lower half. It is made of integers, so that the lanes
/// have the bits of <see cref="Philox4x32.Block"/>.
/// </summary>
internal static class PhiloxLanes
{
    private const ulong LowHalf = 0xFFFF_FFFF;
    private const int Rounds = 10;

    /// <summary>Four counters, by AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<ulong> Low, Vector256<ulong> High) Four(
        ulong key, Vector256<ulong> c0, Vector256<ulong> c1, Vector256<ulong> c2, Vector256<ulong> c3)
    {
        Vector256<uint> multiplier0 = Vector256.Create(Philox4x32.Multiplier0);
        Vector256<uint> multiplier1 = Vector256.Create(Philox4x32.Multiplier1);
        uint k0 = (uint)key;
        uint k1 = (uint)(key >> 32);
        for (int step = 0; step < Rounds; step++)
        {
            // What gathers in the upper halves is never multiplied.
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
        return ((c0 & mask) | (c1 << 32), (c2 & mask) | (c3 << 32));
    }

    /// <summary>Eight counters, by AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<ulong> Low, Vector512<ulong> High) Eight(
        ulong key, Vector512<ulong> c0, Vector512<ulong> c1, Vector512<ulong> c2, Vector512<ulong> c3)
    {
        Vector512<uint> multiplier0 = Vector512.Create(Philox4x32.Multiplier0);
        Vector512<uint> multiplier1 = Vector512.Create(Philox4x32.Multiplier1);
        uint k0 = (uint)key;
        uint k1 = (uint)(key >> 32);
        for (int step = 0; step < Rounds; step++)
        {
            Vector512<ulong> product0 = Avx512F.Multiply(c0.AsUInt32(), multiplier0);
            Vector512<ulong> product1 = Avx512F.Multiply(c2.AsUInt32(), multiplier1);
            c0 = (product1 >>> 32) ^ c1 ^ Vector512.Create((ulong)k0);
            c1 = product1;
            c2 = (product0 >>> 32) ^ c3 ^ Vector512.Create((ulong)k1);
            c3 = product0;
            k0 += Philox4x32.Weyl0;
            k1 += Philox4x32.Weyl1;
        }

        Vector512<ulong> mask = Vector512.Create(LowHalf);
        return ((c0 & mask) | (c1 << 32), (c2 & mask) | (c3 << 32));
    }
}
