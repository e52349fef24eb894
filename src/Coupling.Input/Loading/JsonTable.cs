using System.Globalization;
using System.Text;
using System.Text.Json;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// The rows of a JSON file, one after another: an array of numbers, or an array of such arrays, all of one length. Strict RFC 8259: no
/// comments, no trailing commas, no byte order mark, nothing but white space after the array.
/// </summary>
/// <remarks>Memory holds one row and 64 KiB of text.</remarks>
internal sealed class JsonTable
{
    private const string Shape = "an array of numbers, or an array of such arrays";
    private const int SmallestBuffer = 1 << 16;

    /// <summary>Nothing that belongs here is longer than this, white space included.</summary>
    private const int LargestBuffer = 1 << 20;

    private readonly Stream stream;
    private readonly string source;
    private readonly string allowed;
    private readonly Action<long, List<double>> take;
    private readonly List<double> numbers = [];

    private byte[] buffer = new byte[SmallestBuffer];
    private int filled;
    private bool atEnd;

    // Where the buffer begins in the file, on which line (from 0), and where that line begins.
    private long bufferStart;
    private long bufferLine;
    private long lineStart;

    // One level more than allowed, so that the place of a deeper array can be named.
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = 3 });
    private Place place = Place.Outside;
    private bool nested;
    private bool single;
    private long rowStart;
    private int? length;

    private JsonTable(Stream stream, string source, NumberKind kind, Action<long, List<double>> take)
    {
        this.stream = stream;
        this.source = source;
        this.take = take;
        // JSON has no infinities.
        allowed = kind == NumberKind.Logits ? "-1.79e308 to 1.79e308" : kind.Allowed();
    }

    private enum Place
    {
        Outside,
        AfterOpening,
        InRow,
        BetweenRows,
        AfterClosing,
    }

    private long Row { get; set; }

    private string Prefix => nested ? string.Create(CultureInfo.InvariantCulture, $"row {Row}, ") : "";

    /// <summary>Reads all rows.</summary>
    /// <param name="stream">At its start.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    /// <param name="take">Gets, row by row, where its bracket stands in bytes, and its numbers; these are valid within the call.</param>
    /// <returns>How many rows there are.</returns>
    public static long ReadAll(Stream stream, string source, NumberKind kind, Action<long, List<double>> take)
    {
        var table = new JsonTable(stream, source, kind, take);
        table.Read();
        return table.Row;
    }

    /// <summary>Reads one row again.</summary>
    /// <param name="stream">At the row's bracket.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="kind">As before.</param>
    /// <param name="row">Its number.</param>
    /// <param name="start">Where the bracket stands, in bytes.</param>
    public static double[] ReadRow(Stream stream, string source, NumberKind kind, int row, long start)
    {
        double[] kept = [];
        var table = new JsonTable(stream, source, kind, (_, found) => kept = [.. found])
        {
            single = true,
            nested = true,
            Row = row,
            bufferStart = start,
            lineStart = start,
        };
        table.Read();
        return kept;
    }

    private void Read()
    {
        while (true)
        {
            Fill();
            var reader = new Utf8JsonReader(buffer.AsSpan(0, filled), atEnd, state);
            try
            {
                while (reader.Read())
                {
                    Take(ref reader);
                    if (single && place == Place.BetweenRows)
                    {
                        return;
                    }
                }
            }
            catch (JsonException e)
            {
                throw Malformed(e);
            }

            if (atEnd)
            {
                return;
            }

            state = reader.CurrentState;
            Drop((int)reader.BytesConsumed);
        }
    }

    private void Fill()
    {
        while (!atEnd && filled < buffer.Length)
        {
            int read = stream.Read(buffer.AsSpan(filled));
            atEnd = read == 0;
            filled += read;
        }

        if (bufferStart == 0 && buffer.AsSpan(0, filled).StartsWith(Encoding.UTF8.Preamble))
        {
            throw Bad("byte 0", "a byte order mark", "UTF-8 without one");
        }
    }

    private void Drop(int count)
    {
        if (count == 0 && buffer.Length == LargestBuffer)
        {
            throw Bad(
                string.Create(CultureInfo.InvariantCulture, $"byte {bufferStart}"), "no value ends within 1 MiB", "JSON, " + Shape);
        }

        ReadOnlySpan<byte> dropped = buffer.AsSpan(0, count);
        if (dropped.LastIndexOf((byte)'\n') is >= 0 and int last)
        {
            bufferLine += dropped.Count((byte)'\n');
            lineStart = bufferStart + last + 1;
        }

        byte[] next = count == 0 ? new byte[LargestBuffer] : buffer;
        buffer.AsSpan(count, filled - count).CopyTo(next);
        buffer = next;
        bufferStart += count;
        filled -= count;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        long start = bufferStart + reader.TokenStartIndex;
        bool opens = reader.TokenType == JsonTokenType.StartArray;
        switch (place)
        {
            case Place.Outside:
                rowStart = opens ? start : throw Bad("", Token(reader), Shape);
                place = single ? Place.InRow : Place.AfterOpening;
                break;
            case Place.AfterOpening when opens:
            case Place.BetweenRows when opens:
                nested = true;
                rowStart = start;
                numbers.Clear();
                place = Place.InRow;
                break;
            case Place.AfterOpening:
                place = Place.InRow;
                TakeItem(ref reader);
                break;
            case Place.InRow:
                TakeItem(ref reader);
                break;
            case Place.BetweenRows:
                place = reader.TokenType == JsonTokenType.EndArray
                    ? Place.AfterClosing
                    : throw Bad(
                        string.Create(CultureInfo.InvariantCulture, $"row {Row}"), Token(reader), "an array of numbers, as the rows before it");
                break;
        }
    }

    private void TakeItem(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            EndRow();
            return;
        }

        numbers.Add(Number(ref reader));
        if (numbers.Count > Distributions.Row.MaximumLength)
        {
            throw Bad(Prefix + "length", "above 1048576", "1 to 1048576 items");
        }
    }

    private void EndRow()
    {
        if (numbers.Count == 0)
        {
            throw Bad(Prefix + "length", "0", "1 to 1048576 items");
        }

        length ??= numbers.Count;
        if (length != numbers.Count)
        {
            throw Bad(
                string.Create(CultureInfo.InvariantCulture, $"row {Row}"),
                string.Create(CultureInfo.InvariantCulture, $"{numbers.Count} items"),
                string.Create(CultureInfo.InvariantCulture, $"{length} items, as in row 0"));
        }

        take(rowStart, numbers);
        Row++;
        place = nested ? Place.BetweenRows : Place.AfterClosing;
    }

    private double Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw Bad(ItemPlace(), Token(reader), "a number");
        }

        double value = reader.GetDouble();
        if (double.IsFinite(value) && value != 0)
        {
            return value;
        }

        // An overflow gives an infinity and an underflow gives 0, both without a sign that anything happened.
        string text = Encoding.UTF8.GetString(reader.ValueSpan);
        return double.IsFinite(value) && !NumberLiteral.Vanished(text, value)
            ? value
            : throw Bad(ItemPlace(), Quotation.Of(text).Trim('"'), allowed);
    }

    private string ItemPlace() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}item {numbers.Count}");

    private static string Token(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.EndArray => "an empty array",
        JsonTokenType.String => Quotation.Of(Encoding.UTF8.GetString(reader.ValueSpan)),
        JsonTokenType.None => "nothing",
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    private BadDataException Malformed(JsonException e)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"byte {Offset(e)} (line {e.LineNumber + 1})");
        // The framework's sentence, without the position that it appends in its own words.
        int position = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string problem = position < 0 ? e.Message : e.Message[..position];
        return new BadDataException($"{source}: {where}: {problem} (allowed: JSON, {Shape})", e);
    }

    // The framework gives the line and the byte in it.
    private long Offset(JsonException e)
    {
        long start = lineStart;
        int position = 0;
        for (long line = (e.LineNumber ?? 0) - bufferLine; line > 0; line--)
        {
            position += buffer.AsSpan(position, filled - position).IndexOf((byte)'\n') + 1;
            start = bufferStart + position;
        }

        return start + (e.BytePositionInLine ?? 0);
    }

    private BadDataException Bad(string where, string value, string allowedHere) => new(source, where, value, allowedHere);
}
