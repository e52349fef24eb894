using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coupling.Cli.Benching.Limits;

/// <summary>Philox4x32-10, a block per 64-bit lane: the plain generator as fast as it goes, to compare with. The words of a counter are its lanes' lower halves.</summary>
internal sealed class PhiloxLanes
{
    private const ulong Multiplier0 = 0xD2511F53;
    private const ulong Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const ulong LowHalf = 0xFFFF_FFFF;
    private const int Rounds = 10;

    private readonly ulong[] keys = new ulong[2 * Rounds];

    public PhiloxLanes(ulong key)
    {
        for (uint round = 0; round < Rounds; round++)
        {
            keys[2 * round] = unchecked((uint)key + (round * Weyl0));
            keys[(2 * round) + 1] = unchecked((uint)(key >> 32) + (round * Weyl1));
        }
    }

    /// <summary>Sixteen blocks, two vectors side by side since each step waits for the one before; needs AVX-512.</summary>
    /// <param name="first">The first words of half of the counters.</param>
    /// <param name="second">Those of the others.</param>
    /// <param name="c2">The third word of all of them; the second and the fourth are 0.</param>
    /// <param name="blocks">Gets the lower and the upper 64 bits of the first half, then of the second.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Sixteen(Vector512<ulong> first, Vector512<ulong> second, uint c2, Span<Vector512<ulong>> blocks)
    {
        Vector512<ulong> multiplier0 = Vector512.Create(Multiplier0);
        Vector512<ulong> multiplier1 = Vector512.Create(Multiplier1);
        Vector512<ulong> x0 = first;
        Vector512<ulong> y0 = second;
        Vector512<ulong> x1 = Vector512<ulong>.Zero;
        Vector512<ulong> y1 = x1;
        Vector512<ulong> x2 = Vector512.Create((ulong)c2);
        Vector512<ulong> y2 = x2;
        Vector512<ulong> x3 = x1;
        Vector512<ulong> y3 = x1;
        ref ulong key = ref keys[0];
        for (int round = 0; round < Rounds; round++)
        {
            Vector512<ulong> product0 = Avx512F.Multiply(x0.AsUInt32(), multiplier0.AsUInt32());
            Vector512<ulong> product1 = Avx512F.Multiply(x2.AsUInt32(), multiplier1.AsUInt32());
            Vector512<ulong> other0 = Avx512F.Multiply(y0.AsUInt32(), multiplier0.AsUInt32());
            Vector512<ulong> other1 = Avx512F.Multiply(y2.AsUInt32(), multiplier1.AsUInt32());
            Vector512<ulong> key0 = Vector512.Create(key);
            Vector512<ulong> key1 = Vector512.Create(Unsafe.Add(ref key, 1));
            x0 = (product1 >>> 32) ^ x1 ^ key0;
            y0 = (other1 >>> 32) ^ y1 ^ key0;
            x1 = product1;
            y1 = other1;
            x2 = (product0 >>> 32) ^ x3 ^ key1;
            y2 = (other0 >>> 32) ^ y3 ^ key1;
            x3 = product0;
            y3 = other0;
            key = ref Unsafe.Add(ref key, 2);
        }

        Vector512<ulong> mask = Vector512.Create(LowHalf);
        blocks[3] = (y2 & mask) | (y3 << 32);
        blocks[2] = (y0 & mask) | (y1 << 32);
        blocks[1] = (x2 & mask) | (x3 << 32);
        blocks[0] = (x0 & mask) | (x1 << 32);
    }

    /// <summary>Eight blocks, two vectors side by side since each step waits for the one before; needs AVX2.</summary>
    /// <param name="first">The first words of half of the counters.</param>
    /// <param name="second">Those of the others.</param>
    /// <param name="c2">The third word of all of them; the second and the fourth are 0.</param>
    /// <param name="blocks">Gets the lower and the upper 64 bits of the first half, then of the second.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Eight(Vector256<ulong> first, Vector256<ulong> second, uint c2, Span<Vector256<ulong>> blocks)
    {
        Vector256<ulong> multiplier0 = Vector256.Create(Multiplier0);
        Vector256<ulong> multiplier1 = Vector256.Create(Multiplier1);
        Vector256<ulong> x0 = first;
        Vector256<ulong> y0 = second;
        Vector256<ulong> x1 = Vector256<ulong>.Zero;
        Vector256<ulong> y1 = x1;
        Vector256<ulong> x2 = Vector256.Create((ulong)c2);
        Vector256<ulong> y2 = x2;
        Vector256<ulong> x3 = x1;
        Vector256<ulong> y3 = x1;
        ref ulong key = ref keys[0];
        for (int round = 0; round < Rounds; round++)
        {
            Vector256<ulong> product0 = Avx2.Multiply(x0.AsUInt32(), multiplier0.AsUInt32());
            Vector256<ulong> product1 = Avx2.Multiply(x2.AsUInt32(), multiplier1.AsUInt32());
            Vector256<ulong> other0 = Avx2.Multiply(y0.AsUInt32(), multiplier0.AsUInt32());
            Vector256<ulong> other1 = Avx2.Multiply(y2.AsUInt32(), multiplier1.AsUInt32());
            Vector256<ulong> key0 = Vector256.Create(key);
            Vector256<ulong> key1 = Vector256.Create(Unsafe.Add(ref key, 1));
            x0 = (product1 >>> 32) ^ x1 ^ key0;
            y0 = (other1 >>> 32) ^ y1 ^ key0;
            x1 = product1;
            y1 = other1;
            x2 = (product0 >>> 32) ^ x3 ^ key1;
            y2 = (other0 >>> 32) ^ y3 ^ key1;
            x3 = product0;
            y3 = other0;
            key = ref Unsafe.Add(ref key, 2);
        }

        Vector256<ulong> mask = Vector256.Create(LowHalf);
        blocks[3] = (y2 & mask) | (y3 << 32);
        blocks[2] = (y0 & mask) | (y1 << 32);
        blocks[1] = (x2 & mask) | (x3 << 32);
        blocks[0] = (x0 & mask) | (x1 << 32);
    }
}
