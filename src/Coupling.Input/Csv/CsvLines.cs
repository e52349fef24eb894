using System.Globalization;
using System.Text;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>The fields of a CSV file, one after another, in constant memory. Space around a field does not belong to it.</summary>
/// <param name="stream">UTF-8; read to its end; not disposed.</param>
/// <param name="source">Named in errors.</param>
/// <param name="start">Where the stream stands, if not at the beginning of the file.</param>
internal sealed class CsvLines(Stream stream, string source, CsvPlace start)
{
    /// <summary>The longest field: a binary64 in full has fewer than 1100 digits.</summary>
    public const int LongestField = 4096;

    private readonly Utf8RuneReader runes = new(stream, source, start.Offset);
    private readonly char[] buffer = new char[LongestField];
    private int length;

    /// <summary>The line of the last field, 1-based.</summary>
    public long Line { get; private set; } = start.Line;

    /// <summary>Where the line of the last field begins.</summary>
    public CsvPlace LineStart { get; private set; } = start;

    /// <summary>The place of the last field in its line, 0-based.</summary>
    public int Column { get; private set; } = -1;

    /// <summary>Whether the last field ends its line.</summary>
    public bool EndsLine { get; private set; }

    /// <summary>The last field; valid until the next is read.</summary>
    public ReadOnlySpan<char> Field => buffer.AsSpan(0, length).Trim(" \t\r");

    /// <summary>"line 3, item 7": the place of the last field.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"line {Line}, item {Column}");

    /// <summary>Reads the next field; false at the end of the file. An empty line is one empty field.</summary>
    public bool TryRead()
    {
        Line += EndsLine ? 1 : 0;
        Column = EndsLine ? 0 : Column + 1;
        bool insideLine = Column > 0;
        if (!insideLine)
        {
            LineStart = new CsvPlace(runes.Offset, Line);
        }

        length = 0;
        while (TryReadRune(out Rune rune))
        {
            if (rune.Value is ',' or '\n')
            {
                EndsLine = rune.Value == '\n';
                return true;
            }

            Append(rune);
        }

        // What follows the last line end is a line only if there is something.
        EndsLine = true;
        return insideLine || length > 0;
    }

    // What can be taken at once is appended before.
    private bool TryReadRune(out Rune rune)
    {
        length += runes.TakeAscii(",\n"u8, buffer.AsSpan(length));
        return runes.TryRead(out rune);
    }

    private void Append(Rune rune)
    {
        if (length + rune.Utf16SequenceLength > LongestField)
        {
            throw new BadDataException(
                source, Place, Quotation.Of(buffer.AsSpan(0, length)), "at most 4096 characters between commas");
        }

        length += rune.EncodeToUtf16(buffer.AsSpan(length));
    }
}
