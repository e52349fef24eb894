using System.Text.RegularExpressions;

namespace Coupling.Models;

/// <summary>Tokens that stand for themselves wherever a text has them, such as <c>&lt;|endoftext|&gt;</c>.</summary>
internal sealed class SpecialTokens
{
    private readonly IReadOnlyDictionary<string, int> tokens;
    private readonly Regex? pattern;

    public SpecialTokens(IReadOnlyDictionary<string, int> tokens)
    {
        this.tokens = tokens;
        string[] names = [.. tokens.Keys.Where(name => name.Length > 0).OrderByDescending(name => name.Length)];
        pattern = names.Length == 0 ? null : new Regex(string.Join('|', names.Select(Regex.Escape)), RegexOptions.CultureInvariant);
    }

    /// <returns>The parts of the text in order, with the token of those that are one.</returns>
    public IEnumerable<(string Part, int? Token)> Split(string text)
    {
        int end = 0;
        foreach (Match match in pattern?.Matches(text) ?? Enumerable.Empty<Match>())
        {
            if (match.Index > end)
            {
                yield return (text[end..match.Index], null);
            }

            yield return (match.Value, tokens[match.Value]);
            end = match.Index + match.Length;
        }

        if (end < text.Length)
        {
            yield return (text[end..], null);
        }
    }
}
