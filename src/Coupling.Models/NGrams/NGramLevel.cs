namespace Coupling.Models;

/// <summary>All n-grams of one length k that a text has, in lexicographic order of their tokens; those that begin alike in their first k − 1 lie together.</summary>
/// <param name="Tokens">The last token of each.</param>
/// <param name="Counts">
/// At least 1: how often it occurs, for the longest; for shorter ones, after how many different tokens it occurs, the text's beginning counted
/// as one.
/// </param>
/// <param name="Children">Where the (k+1)-grams that begin with it start, and one entry more for the end of the last; empty for the longest.</param>
internal sealed record NGramLevel(int[] Tokens, int[] Counts, int[] Children)
{
    /// <summary>Where in start..end−1 the n-gram with this last token is; −1 if it does not occur.</summary>
    public int Find(int token, int start, int end)
    {
        int found = Array.BinarySearch(Tokens, start, end - start, token);
        return found >= 0 ? found : -1;
    }
}
