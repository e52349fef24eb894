using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace Coupling.Models;

/// <summary>Cuts a text by a pattern, the parts by the next one, and so on. What a pattern does not match is a part too.</summary>
internal sealed class SuccessiveSplits(IReadOnlyList<Regex> patterns) : PreTokenizer
{
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => PreTokenize(text.AsSpan());

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text)
    {
        List<(int Offset, int Length)> parts = text.IsEmpty ? [] : [(0, text.Length)];
        foreach (Regex pattern in patterns)
        {
            var finer = new List<(int Offset, int Length)>(parts.Count);
            foreach ((int offset, int length) in parts)
            {
                Cut(pattern, text.Slice(offset, length), offset, finer);
            }

            parts = finer;
        }

        return parts;
    }

    private static void Cut(Regex pattern, ReadOnlySpan<char> part, int offset, List<(int Offset, int Length)> to)
    {
        int end = 0;
        foreach (ValueMatch match in pattern.EnumerateMatches(part))
        {
            if (match.Index > end)
            {
                to.Add((offset + end, match.Index - end));
            }

            if (match.Length > 0)
            {
                to.Add((offset + match.Index, match.Length));
            }

            end = match.Index + match.Length;
        }

        if (end < part.Length)
        {
            to.Add((offset + end, part.Length - end));
        }
    }
}
