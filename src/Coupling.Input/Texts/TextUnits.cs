using System.Globalization;
using System.Text;

namespace Coupling.Input;

/// <summary>The names of the units and which items belong to them.</summary>
public static class TextUnits
{
    /// <summary>The longest item in bytes of UTF-8: an item must fit into a message.</summary>
    public const int MaximumItemBytes = 1 << 16;

    /// <summary><c>word</c> or <c>char</c>.</summary>
    public static string Name(this TextUnit unit) => unit == TextUnit.Word ? "word" : "char";

    /// <summary>The unit of that name, or null.</summary>
    public static TextUnit? Parse(string name) => name switch
    {
        "word" => TextUnit.Word,
        "char" => TextUnit.Character,
        _ => null,
    };

    /// <summary>What an item must be, for error messages.</summary>
    internal static string ItemRule(this TextUnit unit) => unit == TextUnit.Word
        ? "one word of letters, marks and digits, at most 65536 bytes"
        : "one character";

    /// <summary>A letter, mark or decimal digit.</summary>
    public static bool IsWordRune(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber;

    /// <summary>The text could have been counted as one item of this unit.</summary>
    public static bool IsItem(this TextUnit unit, ReadOnlySpan<char> text)
    {
        int runes = 0;
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty; runes++)
        {
            if (Rune.DecodeFromUtf16(rest, out Rune rune, out int length) != System.Buffers.OperationStatus.Done
                || (unit == TextUnit.Word && !IsWordRune(rune)))
            {
                return false;
            }

            rest = rest[length..];
        }

        return unit == TextUnit.Word
            ? runes > 0 && Encoding.UTF8.GetByteCount(text) <= MaximumItemBytes
            : runes == 1;
    }
}
