using Coupling.Distributions;
using Coupling.Speculation;

namespace Coupling.Models.Tests;

public class LargeTextTests
{
    [LargeTextFact]
    public void A_large_text_makes_a_model_of_8000_tokens_that_has_learnt_something()
    {
        using var folder = new TempFolder();
        string text = LargeText.Read();
        string path = folder.Write("kjv.txt", text[..^100_000]);
        var cache = new ModelCache(Path.Combine(folder.Path, "cache"));
        using LoadedModel five = ModelSource.Load($"ngram:5@{path}?vocab=bpe:8000", cache: cache);
        using LoadedModel two = ModelSource.Load($"ngram:2@{path}?vocab=bpe:8000", cache: cache);
        Assert.Equal(8000, five.Vocabulary.Size);
        int[] held = five.Vocabulary.Encode(text[^100_000..]);
        Assert.Equal(text[^100_000..], five.Vocabulary.Decode(held));

        // Bits per token on what it has not read.
        double bitsOfFive = Bits(five.Model, held.AsSpan(0, 3000));
        Assert.InRange(bitsOfFive, 3, Bits(two.Model, held.AsSpan(0, 3000)) - 0.3);
    }

    private static double Bits(ILanguageModel model, ReadOnlySpan<int> tokens)
    {
        using IModelSession session = model.Open();
        IReadOnlyList<Row> rows = session.Score(tokens);
        double sum = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            sum -= Math.Log2(rows[i][tokens[i]]);
        }

        return sum / tokens.Length;
    }
}
