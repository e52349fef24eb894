using System.Globalization;
using System.Text;

namespace Coupling.Input;

/// <summary>A user's own text inside an error message: in quotes, on one line, short.</summary>
internal static class Quotation
{
    private const int Longest = 60;

    /// <summary>A SPEC as the source in a message; one with a million weights is cut.</summary>
    public static string Shortened(string spec) => spec.Length <= Longest ? spec : spec[..Longest] + "…";

    public static string Of(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder("\"");
        int runes = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (runes++ == Longest)
            {
                quoted.Append('…');
                break;
            }

            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            bool visible = category is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
            if (visible)
            {
                quoted.Append(rune.ToString());
            }
            else
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
            }
        }

        return quoted.Append('"').ToString();
    }
}
