using System.Buffers.Binary;

namespace Coupling.Bits;

/// <summary>Words of 64 bits as they stand in a string of bits: most significant byte first, whatever the machine does.</summary>
internal static class BigEndianWords
{
    /// <summary>From the machine's order to the string's, or back: it is the same.</summary>
    public static void Copy(ReadOnlySpan<ulong> from, Span<ulong> to)
    {
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(from, to);
        }
        else
        {
            from.CopyTo(to);
        }
    }
}
