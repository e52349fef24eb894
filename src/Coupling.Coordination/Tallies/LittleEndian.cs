using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Coupling.Coordination.Tallies;

/// <summary>Numbers as int32, little-endian, one after another.</summary>
internal static class LittleEndian
{
    public static int[] Integers(ReadOnlySpan<byte> bytes)
    {
        var values = new int[bytes.Length / sizeof(int)];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(index * sizeof(int))..]);
        }

        return values;
    }

    /// <param name="values">Numbers.</param>
    /// <param name="bytes">At least four for each of them.</param>
    public static void Write(ReadOnlySpan<int> values, Span<byte> bytes)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values).CopyTo(bytes);
            return;
        }

        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(index * sizeof(int))..], values[index]);
        }
    }
}
