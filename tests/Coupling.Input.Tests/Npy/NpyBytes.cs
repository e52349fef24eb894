using System.Buffers.Binary;
using System.Text;

namespace Coupling.Input.Tests.Npy;

/// <summary>
/// Files in NumPy's format, byte by byte, after its published description
/// (numpy.org/doc/stable/reference/generated/numpy.lib.format.html): \x93NUMPY, major, minor, length of the header, the header
/// padded with spaces to a multiple of 64 in all and ended by a line feed, the array.
/// </summary>
internal static class NpyBytes
{
    public static byte[] Of(string descr, string shape, byte[] data, bool fortran = false, byte major = 1) =>
        WithHeader($"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}", data, major);

    public static byte[] WithHeader(string text, byte[] data, byte major = 1)
    {
        int prefix = major == 1 ? 10 : 12;
        int spaces = 64 - ((prefix + text.Length + 1) % 64);
        byte[] header = Encoding.Latin1.GetBytes(text + new string(' ', spaces) + "\n");
        byte[] length = major == 1 ? new byte[2] : new byte[4];
        if (major == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)header.Length);
        }

        return [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', major, 0, .. length, .. header, .. data];
    }

    /// <summary>As <c>&lt;f8</c>.</summary>
    public static byte[] Doubles(params double[] values)
    {
        byte[] bytes = new byte[values.Length * 8];
        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(index * 8), values[index]);
        }

        return bytes;
    }
}
