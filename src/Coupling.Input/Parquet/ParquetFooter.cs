using System.Buffers.Binary;
using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// Looks over the end of a Parquet file before the library parses it: 'PAR1' at both ends, and metadata whose structure (Thrift's
/// compact protocol) fits into its bytes. A damaged length of a list would keep the library busy for ever.
/// </summary>
/// <remarks>What the metadata says is not looked at here. Source: parquet.apache.org/docs/file-format, and Thrift's compact protocol.</remarks>
internal ref struct ParquetFooter
{
    private const int TailBytes = 8;
    private const int LargestBytes = 1 << 28;
    private const int Deepest = 16;
    private const string Allowed = "a Parquet file that is whole";

    private readonly ReadOnlySpan<byte> bytes;
    private readonly string source;
    private int position;

    private ParquetFooter(ReadOnlySpan<byte> bytes, string source)
    {
        this.bytes = bytes;
        this.source = source;
    }

    /// <param name="stream">Seekable; left anywhere.</param>
    /// <param name="source">Named in errors.</param>
    /// <exception cref="BadDataException">It is no Parquet file, or a damaged one.</exception>
    public static void Check(Stream stream, string source)
    {
        Span<byte> start = stackalloc byte[4];
        stream.Seek(0, SeekOrigin.Begin);
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!start.SequenceEqual("PAR1"u8))
        {
            throw new BadDataException(source, "byte 0", $"0x{Convert.ToHexString(start[..read])}", "0x50415231, \"PAR1\"");
        }

        long length = stream.Length;
        Span<byte> tail = stackalloc byte[TailBytes];
        stream.Seek(Math.Max(0, length - TailBytes), SeekOrigin.Begin);
        if (length < start.Length + TailBytes || stream.ReadAtLeast(tail, TailBytes, throwOnEndOfStream: false) < TailBytes || !tail[4..].SequenceEqual("PAR1"u8))
        {
            throw new BadDataException(source, "file size", Bytes(length) + ", no \"PAR1\" at the end: truncated", Allowed);
        }

        uint size = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (size is 0 or > LargestBytes || size > length - start.Length - TailBytes)
        {
            throw new BadDataException(
                source, "length of the metadata", Bytes(size), $"1 to {Bytes(Math.Min(LargestBytes, length - start.Length - TailBytes))}");
        }

        byte[] metadata = new byte[size];
        stream.Seek(length - TailBytes - size, SeekOrigin.Begin);
        stream.ReadExactly(metadata);
        new ParquetFooter(metadata, source).SkipStruct(depth: 0);
    }

    private void SkipStruct(int depth)
    {
        if (depth > Deepest)
        {
            throw Damaged("nested too deeply");
        }

        while (Next() is > 0 and byte header)
        {
            if (header >> 4 == 0)
            {
                SkipVarint();
            }

            Skip(header & 0xF, depth);
        }
    }

    // Types as in Thrift's compact protocol.
    private void Skip(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2: // A bool is in its field's header.
                break;
            case 3:
                Next();
                break;
            case 4 or 5 or 6:
                SkipVarint();
                break;
            case 7:
                Move(sizeof(double));
                break;
            case 8:
                Move(SkipVarint());
                break;
            case 9 or 10:
                SkipList(depth);
                break;
            case 12:
                SkipStruct(depth + 1);
                break;
            default:
                throw Damaged(string.Create(CultureInfo.InvariantCulture, $"a value of type {type}"));
        }
    }

    private void SkipList(int depth)
    {
        byte header = Next();
        ulong count = header >> 4 == 0xF ? SkipVarint() : (ulong)(header >> 4);
        int type = header & 0xF;
        if (count > (ulong)(bytes.Length - position) || (count > 0 && type is 1 or 2))
        {
            throw Damaged(string.Create(CultureInfo.InvariantCulture, $"a list of {count} values of type {type}"));
        }

        for (ulong item = 0; item < count; item++)
        {
            Skip(type, depth + 1);
        }
    }

    private ulong SkipVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte next = Next();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Damaged("a number of more than 10 bytes");
    }

    private byte Next()
    {
        Move(1);
        return bytes[position - 1];
    }

    private void Move(ulong count)
    {
        if (count > (ulong)(bytes.Length - position))
        {
            throw Damaged("a value that is longer than the metadata");
        }

        position += (int)count;
    }

    private static string Bytes(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} bytes");

    private readonly BadDataException Damaged(string what) => new(
        source, string.Create(CultureInfo.InvariantCulture, $"metadata, byte {position}"), what, Allowed);
}
