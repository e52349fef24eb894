using System.Buffers.Binary;

namespace Coupling.Coordination.Tallies;

/// <summary>Numbers as reports have them.</summary>
internal static class LittleEndian
{
    /// <summary>int32, little-endian, one after another.</summary>
    public static int[] Integers(ReadOnlySpan<byte> bytes)
    {
        var values = new int[bytes.Length / sizeof(int)];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(index * sizeof(int))..]);
        }

        return values;
    }
}
