using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coupling.Bits;

/// <summary>
/// Packs and unpacks eight values at a time with AVX2: eight values of w bits are w whole bytes. In each half of a vector four
/// values are shifted to where they begin within a byte, and a shuffle puts the bytes in their places. What does not fill a
/// block, or lies too near the end for a whole vector, is left to <see cref="PackedBits"/>.
/// </summary>
internal static class PackedBlocks
{
    /// <summary>A value and the bits before it in its first byte fill at most 32 bits.</summary>
    private const int LargestWidth = 25;
    private const int Values = 8;
    private const int HalfBytes = 16;

    /// <summary>A byte that a shuffle fills with zero.</summary>
    private const byte None = 0x80;

    /// <returns>How many values were packed, whole blocks; none where the machine or the width does not allow it.</returns>
    public static int Pack(ReadOnlySpan<uint> values, int width, Span<byte> packed)
    {
        if (!Avx2.IsSupported || width is 0 or > LargestWidth || !HasBlock(packed.Length, width) || values.Length < Values)
        {
            return 0;
        }

        // Two values make one of 2w bits: the four of a block begin at the bits 0, 2w, 4w, 6w.
        int half = HalfOffset(width);
        int shared = (4 * width) & 7;
        var starts = Vector256.Create(0, 2 * (ulong)width & 7, (ulong)shared, (ulong)(shared + (2 * width)) & 7);
        Vector256<ulong> lift = Vector256.Create(64UL - (2 * (ulong)width)) - starts;
        Vector256<byte> evens = Placing(lane: 0, 0, 0);
        Vector256<byte> odds = Placing(lane: 1, (2 * width) >> 3, (shared + (2 * width)) >> 3);
        Vector128<byte> sharedByte = shared == 0
            ? Vector128.Create(None)
            : Vector128.Create(None).WithElement(0, (byte)half);
        Vector128<byte> pairShift = Vector128.CreateScalar((ulong)width).AsByte();
        var lower = Vector256.Create((ulong)uint.MaxValue);
        int done = 0;
        for (int at = 0; done + Values <= values.Length && HasBlock(packed.Length - at, width); at += width, done += Values)
        {
            Vector256<ulong> block = Vector256.Create(values.Slice(done, Values)).AsUInt64();
            Vector256<ulong> pairs = Avx2.ShiftLeftLogical(block & lower, pairShift.AsUInt64()) | (block >>> 32);
            Vector256<byte> lifted = Avx2.ShiftLeftLogicalVariable(pairs, lift).AsByte();
            Vector256<byte> placed = Avx2.Shuffle(lifted, evens) | Avx2.Shuffle(lifted, odds);
            Vector128<byte> first = placed.GetLower();
            first.CopyTo(packed[at..]);
            (placed.GetUpper() | Ssse3.Shuffle(first, sharedByte)).CopyTo(packed[(at + half)..]);
        }

        return done;
    }

    /// <returns>How many values were unpacked, whole blocks; none where the machine or the width does not allow it.</returns>
    public static int Unpack(ReadOnlySpan<byte> packed, int width, Span<uint> values)
    {
        if (!Avx2.IsSupported || width is 0 or > LargestWidth || !HasBlock(packed.Length, width) || values.Length < Values)
        {
            return 0;
        }

        int half = HalfOffset(width);
        Span<byte> sources = stackalloc byte[Vector256<byte>.Count];
        Span<uint> shifts = stackalloc uint[Values];
        for (int value = 0; value < Values; value++)
        {
            int bit = value < Values / 2 ? value * width : (value * width) - (8 * half);
            shifts[value] = (uint)(32 - width - (bit & 7));
            for (int octet = 0; octet < sizeof(uint); octet++)
            {
                // The machine is little-endian; the bytes of a value are not.
                sources[(value * sizeof(uint)) + octet] = (byte)((bit >> 3) + sizeof(uint) - 1 - octet);
            }
        }

        Vector256<byte> gather = Vector256.Create<byte>(sources);
        Vector256<uint> drop = Vector256.Create<uint>(shifts);
        var mask = Vector256.Create((1u << width) - 1);
        int done = 0;
        for (int at = 0; done + Values <= values.Length && HasBlock(packed.Length - at, width); at += width, done += Values)
        {
            var block = Vector256.Create(
                Vector128.Create(packed.Slice(at, HalfBytes)), Vector128.Create(packed.Slice(at + half, HalfBytes)));
            Vector256<uint> gathered = Avx2.Shuffle(block, gather).AsUInt32();
            (Avx2.ShiftRightLogicalVariable(gathered, drop) & mask).CopyTo(values[done..]);
        }

        return done;
    }

    /// <summary>The byte in which the fifth value begins.</summary>
    private static int HalfOffset(int width) => (4 * width) >> 3;

    private static bool HasBlock(int bytes, int width) => HalfOffset(width) + HalfBytes <= bytes;

    /// <summary>Puts the eight bytes of one 64-bit lane of each half, the highest first, where they belong in that half.</summary>
    private static Vector256<byte> Placing(int lane, int lowerAt, int upperAt)
    {
        Span<byte> places = stackalloc byte[Vector256<byte>.Count];
        places.Fill(None);
        for (int octet = 0; octet < sizeof(ulong); octet++)
        {
            byte source = (byte)((lane * sizeof(ulong)) + sizeof(ulong) - 1 - octet);
            if (lowerAt + octet < HalfBytes)
            {
                places[lowerAt + octet] = source;
            }

            if (upperAt + octet < HalfBytes)
            {
                places[HalfBytes + upperAt + octet] = source;
            }
        }

        return Vector256.Create<byte>(places);
    }
}
