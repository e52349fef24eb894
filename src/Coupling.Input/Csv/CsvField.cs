using System.Globalization;

namespace Coupling.Input;

/// <summary>One field of a CSV line: which number it is, if any.</summary>
internal static class CsvField
{
    private const NumberStyles Styles =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly System.Buffers.SearchValues<char> Characters =
        System.Buffers.SearchValues.Create("+-.0123456789eE");

    /// <summary>
    /// Digits with sign, point and exponent, in the invariant culture, or <c>nan</c>, <c>inf</c>, <c>infinity</c> in any
    /// case, as other programs write them. Numbers too large for binary64 are no numbers here, nor are those too small.
    /// </summary>
    public static bool TryNumber(ReadOnlySpan<char> field, out double value)
    {
        if (!field.ContainsAnyExcept(Characters))
        {
            return double.TryParse(field, Styles, CultureInfo.InvariantCulture, out value)
                && double.IsFinite(value)
                && !NumberLiteral.Vanished(field, value);
        }

        // Not empty: what has no character at all has none that is not of a number.
        bool signed = field is ['-' or '+', ..];
        ReadOnlySpan<char> word = signed ? field[1..] : field;
        if (word.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        value = field[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return word.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || word.Equals("infinity", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The field could stand in a header: it does not begin with what is meant as a number, even where something else than
    /// a comma follows ("0.5;0.5", or "1e999", which is no number of binary64).
    /// </summary>
    public static bool IsName(ReadOnlySpan<char> field)
    {
        int end = field.IndexOfAny(" ;\t\r");
        ReadOnlySpan<char> start = end < 0 ? field : field[..end];
        return !TryNumber(start, out _)
            && (start.ContainsAnyExcept(Characters) || !start.ContainsAnyInRange('0', '9'));
    }

    /// <summary>What to do about a field that is no number, as far as it can be guessed.</summary>
    public static string Advice(ReadOnlySpan<char> field) => field switch
    {
        _ when field.Contains('"') => "a number, without quotes",
        _ when field.ContainsAny(" ;\t") => "numbers like 0.5, separated by commas; no decimal commas, semicolons, tabs or spaces",
        _ => "a number such as 0.25 or 1e-3",
    };
}
