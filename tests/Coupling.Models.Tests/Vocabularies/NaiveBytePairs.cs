using System.Text;

namespace Coupling.Models.Tests;

/// <summary>Byte-pair encoding as it is defined: all pairs counted anew for every merge, and every merge made over the whole text.</summary>
internal static class NaiveBytePairs
{
    public static List<(string Left, string Right)> Train(string text, int size)
    {
        List<List<string>> pieces = Pieces(text);
        var known = Enumerable.Range(0, 256).Select(b => ((char)b).ToString()).ToList();
        var merges = new List<(string, string)>();
        while (known.Count < size)
        {
            var counts = new Dictionary<(string Left, string Right), int>();
            foreach (List<string> piece in pieces)
            {
                for (int i = 1; i < piece.Count; i++)
                {
                    counts[(piece[i - 1], piece[i])] = counts.GetValueOrDefault((piece[i - 1], piece[i])) + 1;
                }
            }

            if (counts.Count == 0)
            {
                break;
            }

            int most = counts.Values.Max();
            (string Left, string Right) best = counts.Where(entry => entry.Value == most).Select(entry => entry.Key)
                .OrderBy(pair => known.IndexOf(pair.Left)).ThenBy(pair => known.IndexOf(pair.Right)).First();
            merges.Add(best);
            if (!known.Contains(best.Left + best.Right))
            {
                known.Add(best.Left + best.Right);
            }

            pieces.ForEach(piece => Merge(piece, best));
        }

        return merges;
    }

    public static List<string> Encode(string text, IEnumerable<(string Left, string Right)> merges)
    {
        List<List<string>> pieces = Pieces(text);
        foreach ((string, string) merge in merges)
        {
            pieces.ForEach(piece => Merge(piece, merge));
        }

        return [.. pieces.SelectMany(piece => piece)];
    }

    // A byte is a character of that number.
    private static List<List<string>> Pieces(string text) =>
        [.. BytePairSplit.Regex().Matches(text).Select(match => Encoding.UTF8.GetBytes(match.Value).Select(b => ((char)b).ToString()).ToList())];

    private static void Merge(List<string> piece, (string Left, string Right) merge)
    {
        for (int i = 0; i + 1 < piece.Count; i++)
        {
            if (piece[i] == merge.Left && piece[i + 1] == merge.Right)
            {
                piece[i] += piece[i + 1];
                piece.RemoveAt(i + 1);
            }
        }
    }
}
