using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Coupling.Bits;

/// <summary>Reads a string of bits that <see cref="BitWriter"/> wrote.</summary>
public sealed class BitReader
{
    private const int WordBits = 64;

    private ReadOnlyMemory<byte> bytes;

    // The next bits are at the top of the window; from this byte on they are still to be loaded.
    private ulong window;
    private int held;
    private int next;

    /// <exception cref="WireProtocolException">The bytes are not exactly as many as the bits need, or padding bits are set.</exception>
    public BitReader(ReadOnlyMemory<byte> bytes, long lengthBits) => Open(bytes, lengthBits);

    /// <summary>Of nothing, until another string is opened.</summary>
    internal BitReader()
    {
    }

    public long Remaining { get; private set; }

    /// <summary>The next <paramref name="width"/> bits.</summary>
    /// <exception cref="WireProtocolException">Fewer are left.</exception>
    public ulong Read(int width)
    {
        if ((uint)width <= (uint)held && width < WordBits)
        {
            return Take(width);
        }

        BitWidth.Check(width);
        if (width > Remaining)
        {
            throw new WireProtocolException($"{width} bits were expected where {Remaining} are left.");
        }

        return width == WordBits ? (ReadOn(WordBits / 2) << (WordBits / 2)) | ReadOn(WordBits / 2) : ReadOn(width);
    }

    /// <summary>The next values, each of <paramref name="width"/> bits: as many as are asked for, or as are left whole.</summary>
    /// <returns>How many were read.</returns>
    /// <param name="values">Where they go.</param>
    /// <param name="width">1..64.</param>
    public int ReadAll(Span<ulong> values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfZero(width);
        BitWidth.Check(width);
        values = values[..(int)Math.Min(values.Length, Remaining / width)];
        if (width == WordBits && (held & 7) == 0 && values.Length > 0)
        {
            ReadWords(values);
            return values.Length;
        }

        foreach (ref ulong value in values)
        {
            value = Read(width);
        }

        return values.Length;
    }

    /// <summary>A number in <see cref="UnaryCode">unary</see>, if it lies in the bits that are at hand; else nothing is read.</summary>
    internal bool TryReadUnary(out long value)
    {
        int zeros = BitOperations.LeadingZeroCount(window);
        value = zeros;
        if (zeros >= held)
        {
            return false;
        }

        Take(zeros);
        Take(1);
        return true;
    }

    /// <summary>Reads another string from its beginning.</summary>
    /// <exception cref="WireProtocolException">As when a reader is made.</exception>
    internal void Open(ReadOnlyMemory<byte> bytes, long lengthBits)
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
        Remaining = lengthBits;
        held = 0;
        next = 0;
    }

    /// <param name="width">0..63, and no more than remain.</param>
    private ulong ReadOn(int width)
    {
        if (width <= held)
        {
            return Take(width);
        }

        int rest = width - held;
        ulong first = Take(held);
        Load();
        return (first << rest) | Take(rest);
    }

    /// <param name="width">0..63, and no more than are held.</param>
    private ulong Take(int width)
    {
        ulong value = (window >> 1) >> (WordBits - 1 - width);
        window <<= width;
        held -= width;
        Remaining -= width;
        return value;
    }

    /// <summary>Fills the empty window. Padding is not held.</summary>
    private void Load()
    {
        ReadOnlySpan<byte> rest = bytes.Span[next..];
        if (rest.Length >= sizeof(ulong))
        {
            window = BinaryPrimitives.ReadUInt64BigEndian(rest);
            next += sizeof(ulong);
        }
        else
        {
            window = 0;
            for (int octet = 0; octet < rest.Length; octet++)
            {
                window |= (ulong)rest[octet] << (WordBits - 8 - (8 * octet));
            }

            next = bytes.Length;
        }

        held = (int)Math.Min(WordBits, Remaining);
    }

    /// <summary>From a whole byte on; the window is loaded anew after it.</summary>
    private void ReadWords(Span<ulong> values)
    {
        int start = next - (held >> 3);
        int size = values.Length * sizeof(ulong);
        BigEndianWords.Copy(MemoryMarshal.Cast<byte, ulong>(bytes.Span.Slice(start, size)), values);
        next = start + size;
        held = 0;
        Remaining -= 8L * size;
    }
}
