using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// The rows of an .npy file: a vector is one row, a matrix a row per row, in either order of its numbers. Rows are looked up where
/// they are; nothing else of the file is read.
/// </summary>
internal sealed class NpyMatrix
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>In Fortran order, columns that are not farther apart than this are read together.</summary>
    private const long NearBytes = 1 << 12;

    private readonly Stream stream;
    private readonly NpyHeader header;
    private readonly int windowRows;

    // Of Fortran order: neighbouring rows, decoded together, since their numbers stand beside each other.
    private double[] window = [];
    private long windowStart;
    private int windowCount;

    /// <summary>Reads the header and holds it against the file.</summary>
    /// <param name="stream">At its start, and seekable.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    /// <param name="windowBytes">In Fortran order, how much is decoded at once, if one row is not more.</param>
    /// <exception cref="BadDataException">It is no file of rows of numbers.</exception>
    public NpyMatrix(Stream stream, string source, NumberKind kind, long windowBytes)
    {
        this.stream = stream;
        header = NpyHeader.Read(stream, source);
        if (header.Type.IsInteger && kind != NumberKind.Masses)
        {
            throw new BadDataException(
                source, "dtype", Quotation.Of(header.Type.ToString()), "<f8, <f4, <f2; integers with ?normalize");
        }

        (Rows, Length) = Extent(source);
        CheckSize(source);
        windowRows = (int)Math.Clamp(windowBytes / (sizeof(double) * (long)Length), 1, int.MaxValue / (2 * Length));
    }

    public long Rows { get; }

    /// <summary>n, 1..2^20.</summary>
    public int Length { get; }

    /// <summary>The numbers of a row, 0..<see cref="Rows"/> − 1.</summary>
    public double[] ReadRow(long row)
    {
        double[] numbers = new double[Length];
        if (!header.FortranOrder || Rows == 1)
        {
            ReadContiguous(row, numbers);
            return numbers;
        }

        if (row < windowStart || row >= windowStart + windowCount)
        {
            FillWindow(row);
        }

        window.AsSpan((int)(row - windowStart) * Length, Length).CopyTo(numbers);
        return numbers;
    }

    private void ReadContiguous(long row, double[] numbers)
    {
        stream.Seek(header.DataOffset + (row * Length * header.Type.Size), SeekOrigin.Begin);
        int perChunk = ChunkBytes / header.Type.Size;
        Span<byte> bytes = new byte[Math.Min(perChunk, Length) * header.Type.Size];
        for (int start = 0; start < Length; start += perChunk)
        {
            int count = Math.Min(perChunk, Length - start);
            stream.ReadExactly(bytes[..(count * header.Type.Size)]);
            Decode(bytes, numbers.AsSpan(start, count), step: 1);
        }
    }

    private void FillWindow(long firstRow)
    {
        windowCount = 0;
        int count = (int)Math.Min(windowRows, Rows - firstRow);
        window = window.Length == count * Length ? window : new double[count * Length];
        int size = header.Type.Size;
        int columnBytes = count * size;
        long step = Rows * size;
        // Whole columns where they are short, else only what belongs to these rows.
        int together = (int)(step <= NearBytes ? Math.Max(1, ChunkBytes / step) : 1);
        byte[] bytes = new byte[((together - 1) * step) + columnBytes];
        for (int item = 0; item < Length; item += together)
        {
            int columns = Math.Min(together, Length - item);
            stream.Seek(header.DataOffset + (item * step) + (firstRow * size), SeekOrigin.Begin);
            stream.ReadExactly(bytes, 0, (int)((columns - 1) * step) + columnBytes);
            for (int column = 0; column < columns; column++)
            {
                Decode(bytes.AsSpan((int)(column * step), columnBytes), window.AsSpan(item + column), Length);
            }
        }

        windowStart = firstRow;
        windowCount = count;
    }

    // As many numbers as fit into both.
    private void Decode(ReadOnlySpan<byte> bytes, Span<double> numbers, int step)
    {
        int size = header.Type.Size;
        for (int place = 0; place < numbers.Length && bytes.Length >= size; place += step)
        {
            numbers[place] = header.Type.Read(bytes);
            bytes = bytes[size..];
        }
    }

    private (long Rows, int Length) Extent(string source)
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

    private void CheckSize(string source)
    {
        // Wide enough for any shape that a header can say.
        Int128 expected = header.DataOffset + ((Int128)Rows * Length * header.Type.Size);
        if (stream.Length != expected)
        {
            throw new BadDataException(
                source,
                "file size",
                string.Create(CultureInfo.InvariantCulture, $"{stream.Length} bytes, {(stream.Length < expected ? "truncated" : "too long")}"),
                string.Create(
                    CultureInfo.InvariantCulture, $"{expected} bytes for {Rows} x {Length} of {header.Type} after its header"));
        }
    }
}
