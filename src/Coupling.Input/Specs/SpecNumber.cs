using System.Buffers;
using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>Numbers in a SPEC: digits, sign, point and exponent, the same in every culture.</summary>
internal static class SpecNumber
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("+-.0123456789eE");

    /// <summary>A finite number that did not lose all its digits on the way to binary64.</summary>
    public static double Real(string spec, string place, ReadOnlySpan<char> text)
    {
        const NumberStyles styles =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        // The framework also reads "NaN" and "Infinity" here, which is why the characters are checked first.
        if (text.ContainsAnyExcept(Characters)
            || !double.TryParse(text, styles, CultureInfo.InvariantCulture, out double value)
            || !double.IsFinite(value)
            || NumberLiteral.Vanished(text, value))
        {
            throw new BadDataException(spec, place, Quotation.Of(text), "a finite number such as 0.25 or 1e-3");
        }

        return value;
    }

    /// <summary>A seed, 0..2^64−1.</summary>
    public static ulong Seed(string spec, ReadOnlySpan<char> text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new BadDataException(spec, "seed", Quotation.Of(text), "0 to 18446744073709551615");

    /// <summary>An integer 0..2^31−1; only its use decides the proper range.</summary>
    public static int Whole(string spec, string place, ReadOnlySpan<char> text, string allowed) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new BadDataException(spec, place, Quotation.Of(text), allowed);
}
