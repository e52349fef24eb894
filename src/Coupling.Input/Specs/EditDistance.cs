namespace Coupling.Input;

/// <summary>Levenshtein's distance, for "did you mean".</summary>
internal static class EditDistance
{
    // Longer names are typing accidents; the cost of comparing them must stay bounded.
    private const int Longest = 64;

    /// <summary>Insertions, deletions and replacements between two names, ignoring ASCII case.</summary>
    public static int Between(string a, string b)
    {
        a = a[..Math.Min(a.Length, Longest)];
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 0; i < a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                int replace = above[j] + (char.ToLowerInvariant(a[i]) == char.ToLowerInvariant(b[j]) ? 0 : 1);
                row[j + 1] = Math.Min(replace, Math.Min(above[j + 1], row[j]) + 1);
            }

            above = row;
        }

        return above[^1];
    }
}
