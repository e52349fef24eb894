using System.Globalization;
using System.Text;
using System.Text.Json;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// Numbers from JSON: an array of numbers, or an array of such arrays, all of one length. Strict RFC 8259: no
/// comments, no trailing commas, no byte order mark, nothing but white space after the array.
/// </summary>
/// <remarks>Every row is checked for form; only the chosen one is kept.</remarks>
internal ref struct JsonRows
{
    /// <summary>1 GiB.</summary>
    public const long MaximumBytes = 1L << 30;

    private const string Shape = "an array of numbers, or an array of such arrays";

    private readonly string source;
    private readonly int? wanted;
    private readonly string allowed;
    private readonly List<double> kept = [];
    private readonly ReadOnlySpan<byte> json;
    private Utf8JsonReader reader;
    private int? length;

    private JsonRows(ReadOnlySpan<byte> json, string source, int? wanted, NumberKind kind)
    {
        this.json = json;
        this.source = source;
        this.wanted = wanted;
        // JSON has no infinities.
        allowed = kind == NumberKind.Logits ? "-1.79e308 to 1.79e308" : kind.Allowed();
        // One level more than allowed, so that the place of a deeper array can be named.
        reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 3 });
    }

    /// <param name="stream">At its start.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="row">0-based; null for the only row.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    public static double[] Read(Stream stream, string source, int? row, NumberKind kind)
    {
        ReadOnlySpan<byte> json = ReadAll(stream, source);
        if (json.StartsWith(Encoding.UTF8.Preamble))
        {
            throw new BadDataException(source, "byte 0", "a byte order mark", "UTF-8 without one");
        }

        return Read(json, source, row, kind);
    }

    private static ReadOnlySpan<byte> ReadAll(Stream stream, string source)
    {
        long known = stream.CanSeek ? stream.Length : 0;
        CheckSize(known, source);
        var bytes = new MemoryStream((int)known);
        byte[] chunk = new byte[1 << 16];
        while (stream.Read(chunk) is > 0 and int read)
        {
            // Checked again: pipes have no length, and files grow.
            CheckSize(bytes.Length + read, source);
            bytes.Write(chunk, 0, read);
        }

        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    private static void CheckSize(long size, string source)
    {
        if (size > MaximumBytes)
        {
            throw new BadDataException(source, "file size", "above 1 GiB", "at most 1073741824 bytes");
        }
    }

    private static double[] Read(ReadOnlySpan<byte> json, string source, int? row, NumberKind kind)
    {
        var rows = new JsonRows(json, source, row, kind);
        try
        {
            return rows.ReadDocument();
        }
        catch (JsonException e)
        {
            throw rows.Malformed(e);
        }
    }

    private double[] ReadDocument()
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw Bad("", Token(), Shape);
        }

        int rows = 0;
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (; reader.TokenType != JsonTokenType.EndArray; rows++, reader.Read())
            {
                if (reader.TokenType != JsonTokenType.StartArray)
                {
                    throw Bad($"row {rows}", Token(), "an array of numbers, as the rows before it");
                }

                reader.Read();
                ReadRow(rows, $"row {rows}, ");
            }
        }
        else
        {
            ReadRow(0, "");
            rows = 1;
        }

        // Makes the reader look at what follows the array; it refuses anything but white space.
        reader.Read();
        return Choose(rows);
    }

    // From the row's first token to its EndArray.
    private void ReadRow(int row, string prefix)
    {
        int count = 0;
        for (; reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            double value = ReadNumber($"{prefix}item {count}");
            count++;
            if (count > Row.MaximumLength)
            {
                throw Bad(prefix + "length", "above 1048576", "1 to 1048576 items");
            }

            if (row == (wanted ?? 0))
            {
                kept.Add(value);
            }
        }

        if (count == 0)
        {
            throw Bad(prefix + "length", "0", "1 to 1048576 items");
        }

        length ??= count;
        if (length != count)
        {
            throw Bad($"row {row}", $"{count} items", $"{length} items, as in row 0");
        }
    }

    private readonly double ReadNumber(string place)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw Bad(place, Token(), "a number");
        }

        // An overflow gives an infinity and an underflow gives 0, both without a sign that anything happened.
        string text = Encoding.UTF8.GetString(reader.ValueSpan);
        double value = reader.GetDouble();
        return double.IsFinite(value) && !NumberLiteral.Vanished(text, value)
            ? value
            : throw Bad(place, Quotation.Of(text).Trim('"'), allowed);
    }

    private readonly double[] Choose(int rows)
    {
        RowChoice.Check(wanted, rows, source);
        return [.. kept];
    }

    private readonly string Token() => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.EndArray => "an empty array",
        JsonTokenType.String => Quotation.Of(Encoding.UTF8.GetString(reader.ValueSpan)),
        JsonTokenType.None => "nothing",
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    private readonly BadDataException Malformed(JsonException e)
    {
        string place = string.Create(
            CultureInfo.InvariantCulture,
            $"byte {Offset(e)} (line {e.LineNumber + 1})");
        // The framework's sentence, without the position that it appends in its own words.
        int position = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string problem = position < 0 ? e.Message : e.Message[..position];
        return new BadDataException($"{source}: {place}: {problem} (allowed: JSON, {Shape})", e);
    }

    // The framework gives the line and the byte in it.
    private readonly long Offset(JsonException e)
    {
        int lineStart = 0;
        for (long line = e.LineNumber ?? 0; line > 0; line--)
        {
            lineStart += json[lineStart..].IndexOf((byte)'\n') + 1;
        }

        return lineStart + (e.BytePositionInLine ?? 0);
    }

    private readonly BadDataException Bad(string place, string value, string allowed) =>
        new(source, place, value, allowed);
}
