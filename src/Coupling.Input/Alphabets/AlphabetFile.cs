using System.Globalization;
using System.Text;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// An alphabet as a file: one item per line, UTF-8, a byte order mark dropped, lines ended by LF or CRLF, in any
/// order. <c>\n</c>, <c>\r</c> and <c>\\</c> stand for line feed, carriage return and backslash.
/// </summary>
internal sealed class AlphabetFile
{
    private readonly string source;
    private readonly TextUnit unit;
    private readonly Dictionary<string, int> lineOfItem = new(StringComparer.Ordinal);
    private readonly StringBuilder line = new();
    private int lineNumber = 1;

    private AlphabetFile(string source, TextUnit unit)
    {
        this.source = source;
        this.unit = unit;
    }

    public static Alphabet Read(string path, TextUnit unit) => InputFile.Read(path, path, stream =>
    {
        var file = new AlphabetFile(path, unit);
        file.ReadLines(stream);
        return Alphabet.FromItems(unit, file.lineOfItem.Keys, path);
    });

    private void ReadLines(Stream stream)
    {
        var runes = new Utf8RuneReader(stream, source);
        Span<char> units = stackalloc char[2];
        bool started = false;
        while (runes.TryRead(out Rune rune))
        {
            if (rune.Value == '\n')
            {
                EndLine();
                started = false;
                continue;
            }

            started = true;
            // An escape doubles a character at most, and the item's own limit is checked after unescaping.
            if (line.Length > 2 * TextUnits.MaximumItemBytes)
            {
                throw Bad($"{Quotation.Of(line.ToString())}, too long", unit.ItemRule());
            }

            line.Append(units[..rune.EncodeToUtf16(units)]);
        }

        // The last line may lack its line feed.
        if (started)
        {
            EndLine();
        }
    }

    private void EndLine()
    {
        if (line.Length > 0 && line[^1] == '\r')
        {
            line.Length--;
        }

        string item = Unescape(line.ToString());
        line.Clear();
        if (item.Length == 0)
        {
            throw Bad("empty", unit.ItemRule());
        }

        if (!unit.IsItem(item))
        {
            throw Bad(Quotation.Of(item), unit.ItemRule());
        }

        if (!lineOfItem.TryAdd(item, lineNumber))
        {
            throw Bad($"{Quotation.Of(item)} again, as on line {lineOfItem[item]}", "each item once");
        }

        if (lineOfItem.Count > Row.MaximumLength)
        {
            throw Bad("more than 1048576 items", "1 to 1048576 items");
        }

        lineNumber++;
    }

    private string Unescape(string text)
    {
        if (text.AsSpan().IndexOfAny('\\', '\r') < 0)
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] switch
            {
                '\r' => throw Bad("a bare carriage return", @"\r for the item, CRLF or LF to end a line"),
                '\\' => Escaped(text, ++i),
                char c => c,
            });
        }

        return plain.ToString();
    }

    private char Escaped(string text, int i) => (i < text.Length ? text[i] : '\0') switch
    {
        'n' => '\n',
        'r' => '\r',
        '\\' => '\\',
        _ => throw Bad($"escape in {Quotation.Of(text)}", @"\n, \r, \\"),
    };

    private BadDataException Bad(string value, string allowed) =>
        new(source, string.Create(CultureInfo.InvariantCulture, $"line {lineNumber}"), value, allowed);
}
