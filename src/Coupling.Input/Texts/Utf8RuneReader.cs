using System.Buffers;
using System.Globalization;
using System.Text;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// The Unicode scalar values of a UTF-8 stream, one after another, in constant memory. A byte order mark at the start
/// is dropped.
/// </summary>
/// <param name="stream">Read to its end; not disposed.</param>
/// <param name="source">Named in errors.</param>
/// <param name="start">Where in the file the stream stands, in bytes.</param>
internal sealed class Utf8RuneReader(Stream stream, string source, long start = 0)
{
    private const int ByteOrderMark = 0xFEFF;

    private readonly byte[] buffer = new byte[1 << 16];
    private int position;
    private int end;
    private long bufferOffset = start;
    private bool atEndOfStream;

    /// <summary>The offset in bytes of the next scalar value, a byte order mark included.</summary>
    public long Offset => bufferOffset + position;

    /// <summary>False at the end of the stream.</summary>
    /// <exception cref="BadDataException">The bytes are not UTF-8; names their offset.</exception>
    public bool TryRead(out Rune rune)
    {
        if (position < end && buffer[position] < 0x80)
        {
            rune = new Rune((char)buffer[position++]);
            return true;
        }

        if (!TryDecode(out rune))
        {
            return false;
        }

        return rune.Value != ByteOrderMark || Offset != Encoding.UTF8.Preamble.Length || TryRead(out rune);
    }

    /// <summary>Takes the ASCII characters that come before <paramref name="stops"/>, as far as they are at hand: maybe none.</summary>
    /// <param name="stops">ASCII; not taken.</param>
    /// <param name="to">Gets them.</param>
    /// <returns>How many were taken.</returns>
    public int TakeAscii(ReadOnlySpan<byte> stops, Span<char> to)
    {
        ReadOnlySpan<byte> ahead = buffer.AsSpan(position, Math.Min(end - position, to.Length));
        int stop = ahead.IndexOfAny(stops);
        // Writes no more than the ASCII that it begins with.
        Ascii.ToUtf16(stop < 0 ? ahead : ahead[..stop], to, out int taken);
        position += taken;
        return taken;
    }

    private bool TryDecode(out Rune rune)
    {
        while (true)
        {
            OperationStatus status = Rune.DecodeFromUtf8(buffer.AsSpan(position..end), out rune, out int length);
            if (status == OperationStatus.Done)
            {
                position += length;
                return true;
            }

            if (status == OperationStatus.InvalidData)
            {
                throw Invalid(length);
            }

            if (atEndOfStream)
            {
                return position == end ? false : throw Invalid(end - position);
            }

            Refill();
        }
    }

    private void Refill()
    {
        // At most the three bytes of an unfinished scalar value are left to be moved.
        buffer.AsSpan(position..end).CopyTo(buffer);
        bufferOffset += position;
        end -= position;
        position = 0;
        int read = stream.Read(buffer.AsSpan(end));
        end += read;
        atEndOfStream = read == 0;
    }

    private BadDataException Invalid(int length)
    {
        string bytes = Convert.ToHexString(buffer.AsSpan(position, Math.Max(1, length)));
        return new BadDataException(
            source, string.Create(CultureInfo.InvariantCulture, $"byte {Offset}"), $"0x{bytes}", "valid UTF-8");
    }
}
