namespace Coupling.Bits;

/// <summary>Reads a string of bits that <see cref="BitWriter"/> wrote.</summary>
public sealed class BitReader
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly long length;
    private long position;

    /// <exception cref="WireProtocolException">The bytes are not exactly as many as the bits need, or padding bits are set.</exception>
    public BitReader(ReadOnlyMemory<byte> bytes, long lengthBits)
    {
        if (lengthBits < 0 || (lengthBits + 7) >> 3 != bytes.Length)
        {
            throw new WireProtocolException($"A frame of {lengthBits} bits came in {bytes.Length} bytes.");
        }

        int padding = (int)((8 - (lengthBits & 7)) & 7);
        if (padding > 0 && (bytes.Span[^1] & ((1 << padding) - 1)) != 0)
        {
            throw new WireProtocolException("The padding bits of a frame are not zero.");
        }

        this.bytes = bytes;
        length = lengthBits;
    }

    public long Remaining => length - position;

    /// <summary>The next <paramref name="width"/> bits.</summary>
    /// <exception cref="WireProtocolException">Fewer are left.</exception>
    public ulong Read(int width)
    {
        BitWidth.Check(width);
        if (width > Remaining)
        {
            throw new WireProtocolException($"{width} bits were expected where {Remaining} are left.");
        }

        ReadOnlySpan<byte> span = bytes.Span;
        ulong value = 0;
        int left = width;
        while (left > 0)
        {
            int available = 8 - (int)(position & 7);
            int take = Math.Min(available, left);
            uint piece = ((uint)span[(int)(position >> 3)] >> (available - take)) & ((1u << take) - 1);
            value = (value << take) | piece;
            position += take;
            left -= take;
        }

        return value;
    }
}
