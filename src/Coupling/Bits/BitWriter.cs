namespace Coupling.Bits;

/// <summary>A growing string of bits, most significant bit of each value first.</summary>
public sealed class BitWriter
{
    private byte[] bytes;

    public BitWriter(int capacityBytes = 64) => bytes = new byte[capacityBytes];

    /// <summary>Bits written since the last <see cref="Clear"/>.</summary>
    public long Length { get; private set; }

    /// <summary>Appends the lowest <paramref name="width"/> bits of <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Width outside 0..64, or the value does not fit in it.</exception>
    public void Write(ulong value, int width)
    {
        BitWidth.Check(value, width);
        EnsureCapacity(Length + width);
        int left = width;
        while (left > 0)
        {
            int free = 8 - (int)(Length & 7);
            int take = Math.Min(free, left);
            uint piece = (uint)(value >> (left - take)) & ((1u << take) - 1);
            bytes[Length >> 3] |= (byte)(piece << (free - take));
            Length += take;
            left -= take;
        }
    }

    /// <summary>Appends all bits of another writer.</summary>
    public void Append(BitWriter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        BitReader reader = other.Read();
        while (reader.Remaining > 0)
        {
            int width = (int)Math.Min(64, reader.Remaining);
            Write(reader.Read(width), width);
        }
    }

    /// <summary>A copy of the bits, padded with zeros to whole bytes.</summary>
    public byte[] ToArray() => bytes.AsSpan(0, ByteLength).ToArray();

    public BitReader Read() => new(bytes.AsMemory(0, ByteLength), Length);

    public void Clear()
    {
        bytes.AsSpan(0, ByteLength).Clear();
        Length = 0;
    }

    private int ByteLength => checked((int)((Length + 7) >> 3));

    private void EnsureCapacity(long bits)
    {
        int needed = checked((int)((bits + 7) >> 3));
        if (needed > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(needed, bytes.Length * 2));
        }
    }
}
