using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Coupling.Bits;

/// <summary>A growing string of bits, most significant bit of each value first.</summary>
public sealed class BitWriter
{
    private const int WordBits = 64;

    private byte[] bytes;

    // Whole words are in the bytes; the bits after them are at the top of the pending word, the rest of which is 0.
    private int wholeBytes;
    private ulong pending;
    private int held;

    public BitWriter(int capacityBytes = 64) => bytes = new byte[capacityBytes];

    /// <summary>Bits written since the last <see cref="Clear"/>.</summary>
    public long Length => (8L * wholeBytes) + held;

    /// <summary>The bits, padded with zeros to whole bytes. They are lent: what is written next may overwrite them.</summary>
    internal ReadOnlyMemory<byte> Written
    {
        get
        {
            if (held > 0)
            {
                EnsureCapacity(sizeof(ulong));
                BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(wholeBytes), pending);
            }

            return bytes.AsMemory(0, wholeBytes + ((held + 7) >> 3));
        }
    }

    /// <summary>Appends the lowest <paramref name="width"/> bits of <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Width outside 0..64, or the value does not fit in it.</exception>
    public void Write(ulong value, int width)
    {
        BitWidth.Check(value, width);
        int room = WordBits - held;
        if (width < room)
        {
            pending |= value << (room - width);
            held += width;
            return;
        }

        int rest = width - room;
        WriteWord(pending | (value >> rest));
        pending = rest == 0 ? 0 : value << (WordBits - rest);
        held = rest;
    }

    /// <summary>Appends all values, each with the same width.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Width outside 0..64, or a value does not fit in it.</exception>
    public void WriteAll(ReadOnlySpan<ulong> values, int width)
    {
        if (width < WordBits || held > 0)
        {
            foreach (ulong value in values)
            {
                Write(value, width);
            }

            return;
        }

        BitWidth.Check(width);
        int size = checked(values.Length * sizeof(ulong));
        EnsureCapacity(size);
        BigEndianWords.Copy(values, MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan(wholeBytes, size)));
        wholeBytes += size;
    }

    /// <summary>Appends all bits of another writer.</summary>
    public void Append(BitWriter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Append(other.bytes.AsSpan(0, other.wholeBytes));
        Write(other.held == 0 ? 0 : other.pending >> (WordBits - other.held), other.held);
    }

    /// <summary>A copy of the bits, padded with zeros to whole bytes.</summary>
    public byte[] ToArray() => Written.ToArray();

    /// <summary>A reader of the bits written so far. What is written next may overwrite them.</summary>
    public BitReader Read() => new(Written, Length);

    public void Clear()
    {
        wholeBytes = 0;
        pending = 0;
        held = 0;
    }

    /// <param name="words">Whole words, big-endian.</param>
    private void Append(ReadOnlySpan<byte> words)
    {
        if (held == 0)
        {
            EnsureCapacity(words.Length);
            words.CopyTo(bytes.AsSpan(wholeBytes));
            wholeBytes += words.Length;
            return;
        }

        for (; words.Length > 0; words = words[sizeof(ulong)..])
        {
            Write(BinaryPrimitives.ReadUInt64BigEndian(words), WordBits);
        }
    }

    private void WriteWord(ulong word)
    {
        EnsureCapacity(sizeof(ulong));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(wholeBytes), word);
        wholeBytes += sizeof(ulong);
    }

    private void EnsureCapacity(int more)
    {
        int needed = checked(wholeBytes + more);
        if (needed > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Max(needed, Math.Min(2L * bytes.Length, Array.MaxLength)));
        }
    }
}
