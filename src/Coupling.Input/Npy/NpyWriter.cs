using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Coupling.Input;

/// <summary>Writes weights as an .npy file: format 1.0, one dimension, <c>&lt;f8</c>. Reading gives the same bits back.</summary>
public static class NpyWriter
{
    // NumPy aligns the array so that it can be mapped into memory.
    private const int Alignment = 64;

    /// <summary>
    /// The file appears whole or not at all: it is written under another name in the same folder, flushed to disk, then
    /// moved.
    /// </summary>
    /// <param name="path">Of a file that does not exist yet.</param>
    /// <param name="weights">In item order.</param>
    /// <exception cref="IOException">The file exists already, or the folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write there.</exception>
    public static void Write(string path, ReadOnlySpan<double> weights)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        string draft = $"{target}.{Path.GetRandomFileName()}.part";
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                Write(stream, weights);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, target, overwrite: false);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void Write(Stream stream, ReadOnlySpan<double> weights)
    {
        stream.Write(Header(weights.Length));
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (double weight in weights)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, weight);
            stream.Write(bytes);
        }
    }

    private static byte[] Header(int length)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture, $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({length},), }}");
        ReadOnlySpan<byte> start = [0x93, .. "NUMPY"u8, 1, 0];
        int size = start.Length + sizeof(ushort) + text.Length + 1;
        int padded = (size + Alignment - 1) / Alignment * Alignment;
        byte[] header = new byte[padded];
        start.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(start.Length), (ushort)(padded - start.Length - sizeof(ushort)));
        Encoding.ASCII.GetBytes(text.PadRight(padded - start.Length - sizeof(ushort) - 1) + "\n", header.AsSpan(start.Length + sizeof(ushort)));
        return header;
    }
}
