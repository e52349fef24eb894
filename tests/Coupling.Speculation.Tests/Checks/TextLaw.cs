namespace Coupling.Speculation.Tests;

/// <summary>The exact law of short texts of a model: a probability for every text, numbered with the first token most significant.</summary>
public static class TextLaw
{
    public static double[] Of(TableModel model, int tokens)
    {
        int n = model.AlphabetSize;
        double[] law = [1];
        for (int length = 0; length < tokens; length++)
        {
            law = [.. law.SelectMany((probability, text) => model.RowAfter(TextOf(text, length, n)).Weights.ToArray().Select(weight => probability * weight))];
        }

        return law;
    }

    /// <summary>How often each text is grown, of so many seeds.</summary>
    public static long[] Grown(SpeculativeScheme scheme, Duo duo, int gamma, int tokens, int seeds)
    {
        int n = duo.Target.AlphabetSize;
        long[] counts = new long[(int)Math.Round(Math.Pow(n, tokens))];
        for (int seed = 0; seed < seeds; seed++)
        {
            counts[duo.Run(scheme, gamma, tokens, (ulong)seed).Tokens.Aggregate(0, (text, token) => (text * n) + token)]++;
        }

        return counts;
    }

    private static List<int> TextOf(int number, int length, int n)
    {
        var text = new List<int>();
        for (int place = 0; place < length; place++)
        {
            text.Insert(0, number % n);
            number /= n;
        }

        return text;
    }
}
