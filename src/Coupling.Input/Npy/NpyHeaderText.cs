using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// The text of an .npy header: a Python dictionary with the keys descr, fortran_order and shape, each once, in any order,
/// as in <c>{'descr': '&lt;f8', 'fortran_order': False, 'shape': (3, 4), }</c>.
/// </summary>
internal ref struct NpyHeaderText
{
    private const string Shape = "{'descr': '<f8', 'fortran_order': False, 'shape': (n,), }";

    private readonly ReadOnlySpan<char> text;
    private readonly string source;
    private int position;

    private NpyHeaderText(ReadOnlySpan<char> text, string source)
    {
        this.text = text;
        this.source = source;
    }

    /// <param name="text">Padded with white space.</param>
    /// <param name="dataOffset">Of the result.</param>
    /// <param name="source">Named in errors.</param>
    public static NpyHeader Parse(string text, int dataOffset, string source)
    {
        var header = new NpyHeaderText(text, source);
        return header.Parse(dataOffset);
    }

    private NpyHeader Parse(int dataOffset)
    {
        NpyType? type = null;
        bool? fortranOrder = null;
        List<long>? shape = null;
        Expect('{');
        while (!TryTake('}'))
        {
            int start = position;
            string key = TakeString("a key");
            Expect(':');
            switch (key)
            {
                case "descr" when type is null:
                    type = TakeType();
                    break;
                case "fortran_order" when fortranOrder is null:
                    fortranOrder = TakeBool();
                    break;
                case "shape" when shape is null:
                    shape = TakeTuple();
                    break;
                default:
                    throw Bad(start, "descr, fortran_order and shape, each once");
            }

            if (!TryTake(','))
            {
                Expect('}');
                break;
            }
        }

        SkipSpace();
        if (position < text.Length)
        {
            throw Bad(position, "white space after the dictionary");
        }

        return type is { } numbers && fortranOrder is { } fortran && shape is not null
            ? new NpyHeader(numbers, fortran, shape, dataOffset)
            : throw Bad(0, Shape);
    }

    private NpyType TakeType()
    {
        SkipSpace();
        return position < text.Length && text[position] is '[' or '('
            ? throw new BadDataException(source, "dtype", Quotation.Of(text[position..]) + ", of several fields", NpyType.Allowed)
            : NpyType.Parse(TakeString("the dtype"), source);
    }

    private bool TakeBool() => TryTakeWord("True") || (!TryTakeWord("False") ? throw Bad(position, "True or False") : false);

    private List<long> TakeTuple()
    {
        var numbers = new List<long>();
        Expect('(');
        while (!TryTake(')'))
        {
            numbers.Add(TakeNumber());
            if (!TryTake(','))
            {
                Expect(')');
                break;
            }
        }

        return numbers;
    }

    private long TakeNumber()
    {
        SkipSpace();
        int start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        if (!long.TryParse(text[start..position], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            throw new BadDataException(
                source, "shape", Quotation.Of(text[start..Math.Min(text.Length, position + 1)]), "whole numbers, 0 to 2^63-1");
        }

        // Python 2 wrote 3L.
        TryTakeWord("L");
        return number;
    }

    private string TakeString(string what)
    {
        SkipSpace();
        if (position == text.Length || text[position] is not ('\'' or '"'))
        {
            throw Bad(position, $"{what} in quotes");
        }

        char quote = text[position];
        int length = text[(position + 1)..].IndexOf(quote);
        if (length < 0)
        {
            throw Bad(position, $"{what} in quotes");
        }

        string taken = text.Slice(position + 1, length).ToString();
        position += length + 2;
        return taken;
    }

    private bool TryTakeWord(string word)
    {
        SkipSpace();
        bool there = text[position..].StartsWith(word, StringComparison.Ordinal);
        position += there ? word.Length : 0;
        return there;
    }

    private bool TryTake(char mark)
    {
        SkipSpace();
        bool there = position < text.Length && text[position] == mark;
        position += there ? 1 : 0;
        return there;
    }

    private void Expect(char mark)
    {
        if (!TryTake(mark))
        {
            throw Bad(position, $"'{mark}' here, as in {Shape}");
        }
    }

    private void SkipSpace()
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\n' or '\r')
        {
            position++;
        }
    }

    private readonly BadDataException Bad(int at, string allowed) => new(
        source,
        string.Create(CultureInfo.InvariantCulture, $"header, character {at}"),
        Quotation.Of(text[Math.Min(at, text.Length)..]),
        allowed);
}
