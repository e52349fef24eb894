using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// What an .npy file says of its array before the array's bytes: NumPy's format versions 1.0, 2.0 and 3.0
/// (numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
/// </summary>
/// <param name="Type">Of every number.</param>
/// <param name="FortranOrder">Columns, not rows, are contiguous.</param>
/// <param name="Shape">As written: nothing has been multiplied or held against the file.</param>
/// <param name="DataOffset">Where the array begins, in bytes.</param>
internal sealed record NpyHeader(NpyType Type, bool FortranOrder, IReadOnlyList<long> Shape, int DataOffset)
{
    /// <summary>NumPy itself writes 118 bytes for a plain array; versions 2.0 and 3.0 have room for 4 GiB.</summary>
    public const int LongestText = 65535;

    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <param name="stream">At its start; left at the array.</param>
    /// <param name="source">Named in errors.</param>
    /// <exception cref="BadDataException">The file ends in the header, or is none of NumPy's, or of a type that is not read.</exception>
    public static NpyHeader Read(Stream stream, string source)
    {
        byte[] start = ReadBytes(stream, Magic.Length + 2, offset: 0, source);
        if (!start.AsSpan().StartsWith(Magic))
        {
            throw new BadDataException(
                source, "byte 0", $"0x{Convert.ToHexString(start.AsSpan(0, Magic.Length))}", "0x934E554D5059, \"\\x93NUMPY\"");
        }

        (byte major, byte minor) = (start[^2], start[^1]);
        if (major is < 1 or > 3 || minor != 0)
        {
            throw new BadDataException(source, "version", $"{major}.{minor}", "1.0, 2.0, 3.0");
        }

        int lengthSize = major == 1 ? sizeof(ushort) : sizeof(uint);
        byte[] lengthBytes = ReadBytes(stream, lengthSize, start.Length, source);
        uint length = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes)
            : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length is 0 or > LongestText)
        {
            throw new BadDataException(
                source, "header length", length.ToString(CultureInfo.InvariantCulture), "1 to 65535 bytes");
        }

        int textOffset = start.Length + lengthSize;
        byte[] text = ReadBytes(stream, (int)length, textOffset, source);
        // What is read of it is ASCII, in every version; other characters only occur in names of fields.
        return NpyHeaderText.Parse(Encoding.Latin1.GetString(text), textOffset + (int)length, source);
    }

    private static byte[] ReadBytes(Stream stream, int count, int offset, string source)
    {
        byte[] bytes = new byte[count];
        int read = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        return read == count
            ? bytes
            : throw new BadDataException(
                source,
                string.Create(CultureInfo.InvariantCulture, $"byte {offset + read}"),
                "the file ends in its header",
                string.Create(CultureInfo.InvariantCulture, $"at least {offset + count} bytes here"));
    }
}
