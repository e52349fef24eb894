using System.Text;

namespace Coupling.Input;

/// <summary>
/// Backslash escapes in paths and option values: <c>\#</c>, <c>\?</c>, <c>\,</c> and <c>\\</c>. A backslash before
/// anything else, or at the end, is itself, so that most Windows paths can be written as they are.
/// </summary>
internal static class SpecEscape
{
    private const string Special = @"#?,\";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (Special.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    public static string Unescape(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (IsEscape(text, i))
            {
                i++;
            }

            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    /// <summary>The first place at or after <paramref name="start"/> with an unescaped mark, or −1.</summary>
    public static int IndexOfUnescaped(ReadOnlySpan<char> text, ReadOnlySpan<char> marks, int start = 0)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (IsEscape(text, i))
            {
                i++;
            }
            else if (marks.Contains(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsEscape(ReadOnlySpan<char> text, int i) =>
        text[i] == '\\' && i + 1 < text.Length && Special.Contains(text[i + 1], StringComparison.Ordinal);
}
