using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// Numbers from an .npy file: a vector is one row, a matrix a row per row. Only the chosen row is read, in either order of
/// the matrix.
/// </summary>
internal static class NpyRows
{
    private const int BufferSize = 1 << 16;

    /// <param name="stream">At its start.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="row">0-based; null for the only row.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    public static double[] Read(Stream stream, string source, int? row, NumberKind kind)
    {
        if (!stream.CanSeek)
        {
            throw new BadDataException(source, "file", "a pipe or device", "a file on disk, where rows can be looked up");
        }

        // It keeps what it has when the next place is within, so that neighbouring numbers cost no reading.
        using var buffered = new BufferedStream(stream, BufferSize);
        NpyHeader header = NpyHeader.Read(buffered, source);
        if (header.Type.IsInteger && kind != NumberKind.Masses)
        {
            throw new BadDataException(
                source, "dtype", Quotation.Of(header.Type.ToString()), "<f8, <f4, <f2; integers with ?normalize");
        }

        (long rows, int length) = Extent(header, source);
        CheckSize(stream.Length, header, rows, length, source);
        RowChoice.Check(row, rows, source);
        return ReadRow(buffered, header, row ?? 0, rows, length);
    }

    private static (long Rows, int Length) Extent(NpyHeader header, string source)
    {
        string shape = "(" + string.Join(", ", header.Shape) + ")";
        if (header.Shape.Count is not (1 or 2))
        {
            throw new BadDataException(
                source, "shape", string.Create(CultureInfo.InvariantCulture, $"{shape}, {header.Shape.Count} dimensions"),
                "1 dimension, or 2: rows of items");
        }

        long rows = header.Shape.Count == 1 ? 1 : header.Shape[0];
        long length = header.Shape[^1];
        return rows > 0 && length is > 0 and <= Row.MaximumLength
            ? (rows, (int)length)
            : throw new BadDataException(source, "shape", shape, "at least one row of 1 to 1048576 items");
    }

    private static void CheckSize(long size, NpyHeader header, long rows, int length, string source)
    {
        // Wide enough for any shape that a header can say.
        Int128 expected = header.DataOffset + ((Int128)rows * length * header.Type.Size);
        if (size != expected)
        {
            throw new BadDataException(
                source,
                "file size",
                string.Create(CultureInfo.InvariantCulture, $"{size} bytes, {(size < expected ? "truncated" : "too long")}"),
                string.Create(
                    CultureInfo.InvariantCulture, $"{expected} bytes for {rows} x {length} of {header.Type} after its header"));
        }
    }

    private static double[] ReadRow(BufferedStream stream, NpyHeader header, int row, long rows, int length)
    {
        // In items: where the row begins, and how far its items are apart.
        (long first, long step) = header.FortranOrder ? (row, rows) : ((long)row * length, 1L);
        double[] numbers = new double[length];
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        bytes = bytes[..header.Type.Size];
        for (int item = 0; item < length; item++)
        {
            // Setting Position instead would empty the buffer.
            stream.Seek(header.DataOffset + ((first + (item * step)) * header.Type.Size), SeekOrigin.Begin);
            stream.ReadExactly(bytes);
            numbers[item] = header.Type.Read(bytes);
        }

        return numbers;
    }
}
