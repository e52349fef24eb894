namespace Coupling.Speculation.Tests;

/// <summary>What the tests need to know of a long text over constant rows: there every position is like every other.</summary>
/// <param name="Tokens">How often each token came.</param>
/// <param name="Repeats">Of the pairs of positions (0,1), (2,3), …: those of one token twice.</param>
/// <param name="Judged">Drafts that were judged; a fixed number, from the first on.</param>
/// <param name="Accepted">Those of them that were accepted.</param>
/// <param name="ByAccepted">Passes by how many drafts they accepted, the last few of the text left out: they draft fewer.</param>
public sealed record LongText(long[] Tokens, long Repeats, long Judged, long Accepted, long[] ByAccepted)
{
    public static LongText Of(LocalText text, int alphabetSize, int gamma)
    {
        long[] tokens = new long[alphabetSize];
        foreach (int token in text.Tokens)
        {
            tokens[token]++;
        }

        // Whether the last few are judged depends on what came before, so that they would not be a fair sample.
        bool[] judged = [.. text.Passes.SelectMany(pass => Enumerable.Range(0, pass.Pass.Judged).Select(draft => draft < pass.Pass.Accepted))];
        bool[] first = judged[..(int)(text.Tokens.Count * (double)gamma / (gamma + 1) * 0.99)];
        long[] byAccepted = new long[gamma + 1];
        foreach (LocalPass pass in text.Passes.Where(pass => pass.Pass.Drafted == gamma).Take(text.Tokens.Count / (gamma + 1)))
        {
            byAccepted[pass.Pass.Accepted]++;
        }

        return new LongText(
            tokens,
            Enumerable.Range(0, text.Tokens.Count / 2).Count(half => text.Tokens[2 * half] == text.Tokens[(2 * half) + 1]),
            first.Length,
            first.Count(accepted => accepted),
            byAccepted);
    }
}
