using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Coupling.Bits;

/// <summary>
/// Many values of one width, packed as <see cref="BitWriter"/> writes them: most significant bit first, one after another
/// without alignment, padded with zeros to whole bytes. The bytes are the same whether the machine has AVX2 or not.
/// </summary>
public static class PackedBits
{
    /// <summary>Values may be as wide as an int, whose 32 bits are then read as an unsigned number.</summary>
    public const int LargestWidth = 32;

    /// <summary>The bytes of <paramref name="count"/> values of <paramref name="width"/> bits.</summary>
    /// <param name="count">At least 0.</param>
    /// <param name="width">0..32.</param>
    public static int ByteLength(int count, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Check(width);
        return checked((int)((((long)count * width) + 7) >> 3));
    }

    /// <param name="values">Each less than 2^width.</param>
    /// <param name="width">0..32.</param>
    /// <param name="packed">Exactly <see cref="ByteLength"/> bytes, all of which are written.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width outside 0..32, or a value does not fit in it.</exception>
    public static void Pack(ReadOnlySpan<int> values, int width, Span<byte> packed)
    {
        RequireLength(values.Length, width, packed.Length);
        ReadOnlySpan<uint> unsigned = MemoryMarshal.Cast<int, uint>(values);
        if ((ulong)Union(unsigned) >> width != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(values), $"A value does not fit in {width} bits.");
        }

        int done = PackedBlocks.Pack(unsigned, width, packed);
        PackRest(unsigned[done..], width, packed[(int)((long)done * width >> 3)..]);
    }

    /// <param name="packed">Exactly <see cref="ByteLength"/> bytes.</param>
    /// <param name="width">0..32.</param>
    /// <param name="values">All of them are written.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width outside 0..32.</exception>
    /// <exception cref="WireProtocolException">Padding bits are set.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, int width, Span<int> values)
    {
        RequireLength(values.Length, width, packed.Length);
        int padding = (int)(((long)packed.Length << 3) - ((long)values.Length * width));
        if (padding > 0 && (packed[^1] & ((1 << padding) - 1)) != 0)
        {
            throw new WireProtocolException("The padding bits of packed values are not zero.");
        }

        Span<uint> unsigned = MemoryMarshal.Cast<int, uint>(values);
        int done = PackedBlocks.Unpack(packed, width, unsigned);
        UnpackRest(packed[(int)((long)done * width >> 3)..], width, unsigned[done..]);
    }

    /// <summary>One value at a time, from a whole byte on.</summary>
    internal static void PackRest(ReadOnlySpan<uint> values, int width, Span<byte> packed)
    {
        ulong pending = 0;
        int bits = 0;
        int at = 0;
        foreach (uint value in values)
        {
            pending = (pending << width) | value;
            bits += width;
            if (bits >= 32)
            {
                bits -= 32;
                BinaryPrimitives.WriteUInt32BigEndian(packed[at..], (uint)(pending >> bits));
                at += sizeof(uint);
            }
        }

        for (; bits > 0; bits -= 8)
        {
            packed[at++] = (byte)(bits >= 8 ? pending >> (bits - 8) : pending << (8 - bits));
        }
    }

    /// <summary>One value at a time, from a whole byte on.</summary>
    internal static void UnpackRest(ReadOnlySpan<byte> packed, int width, Span<uint> values)
    {
        ulong mask = (1UL << width) - 1;
        ulong pending = 0;
        int bits = 0;
        int at = 0;
        foreach (ref uint value in values)
        {
            if (bits < width && packed.Length - at >= sizeof(uint))
            {
                pending = (pending << 32) | BinaryPrimitives.ReadUInt32BigEndian(packed[at..]);
                at += sizeof(uint);
                bits += 32;
            }

            for (; bits < width; bits += 8)
            {
                pending = (pending << 8) | packed[at++];
            }

            bits -= width;
            value = (uint)((pending >> bits) & mask);
        }
    }

    private static uint Union(ReadOnlySpan<uint> values)
    {
        uint union = 0;
        foreach (uint value in values)
        {
            union |= value;
        }

        return union;
    }

    private static void RequireLength(int count, int width, int bytes)
    {
        int needed = ByteLength(count, width);
        if (bytes != needed)
        {
            throw new ArgumentException($"{count} values of {width} bits need {needed} bytes; there are {bytes}.");
        }
    }

    private static void Check(int width)
    {
        if (width is < 0 or > LargestWidth)
        {
            throw new ArgumentOutOfRangeException(nameof(width), width, $"A width is 0 to {LargestWidth} bits here.");
        }
    }
}
