using System.Globalization;

namespace Coupling.Models.Tests;

/// <summary>Interpolated modified Kneser–Ney as Chen and Goodman write it, every count looked up in the text.</summary>
internal sealed class ReferenceKneserNey
{
    private readonly int[] text;
    private readonly int alphabetSize;
    private readonly int order;
    private readonly Dictionary<string, int>[] counts;

    public ReferenceKneserNey(int[] text, int alphabetSize, int order)
    {
        this.text = text;
        this.alphabetSize = alphabetSize;
        this.order = order;
        counts = [.. Enumerable.Range(1, order).Select(Count)];
    }

    public double Probability(int[] history, int token)
    {
        int[] context = history[^Math.Min(history.Length, order - 1)..];
        return Interpolated(context, token);
    }

    private double Interpolated(int[] context, int token)
    {
        double shorter = context.Length == 0 ? 1.0 / alphabetSize : Interpolated(context[1..], token);
        Dictionary<string, int> level = counts[context.Length];
        int[] after = [.. Enumerable.Range(0, alphabetSize).Select(next => level.GetValueOrDefault(Key([.. context, next])))];
        int total = after.Sum();
        if (total == 0)
        {
            return shorter;
        }

        double[] discounts = Discounts(level.Values);
        double taken = after.Where(count => count > 0).Sum(count => discounts[Math.Min(count, 3)]);
        int own = after[token];
        return (own > 0 ? (own - discounts[Math.Min(own, 3)]) / total : 0) + (taken / total * shorter);
    }

    // Occurrences of the longest; of shorter ones, different tokens before them, the beginning being one more.
    private Dictionary<string, int> Count(int length)
    {
        var found = new Dictionary<string, HashSet<string>>();
        for (int start = 0; start + length <= text.Length; start++)
        {
            string before = length == order ? $"at {start}" : start == 0 ? "beginning" : text[start - 1].ToString(CultureInfo.InvariantCulture);
            string key = Key(text[start..(start + length)]);
            if (!found.TryGetValue(key, out HashSet<string>? all))
            {
                found[key] = all = [];
            }

            all.Add(before);
        }

        return found.ToDictionary(entry => entry.Key, entry => entry.Value.Count);
    }

    private static double[] Discounts(IEnumerable<int> counts)
    {
        double[] n = [0, .. Enumerable.Range(1, 4).Select(i => (double)counts.Count(count => count == i))];
        double[] fallback = [0, 0.5, 1, 1.5];
        if (n.Skip(1).Contains(0))
        {
            return fallback;
        }

        double y = n[1] / (n[1] + (2 * n[2]));
        double[] estimate = [0, .. Enumerable.Range(1, 3).Select(i => i - ((i + 1) * y * n[i + 1] / n[i]))];
        return estimate.Skip(1).All(discount => discount > 0) ? estimate : fallback;
    }

    private static string Key(int[] tokens) => string.Join(' ', tokens);
}
