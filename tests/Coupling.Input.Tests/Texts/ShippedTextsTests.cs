namespace Coupling.Input.Tests.Texts;

/// <summary>The demonstration texts are what data/README.md says.</summary>
public sealed class ShippedTextsTests
{
    [Theory]
    [InlineData("harbour.en.txt", 1076)]
    [InlineData("harbour-retold.en.txt", 1048)]
    [InlineData("hafen.de.txt", 1018)]
    public void A_text_has_the_words_that_the_readme_counts(string name, long words) =>
        Assert.Equal(words, Load(name).Total);

    [Theory]
    [InlineData("harbour.en.txt", "harbour-retold.en.txt", TextUnit.Word, 0.44)]
    [InlineData("harbour.en.txt", "hafen.de.txt", TextUnit.Word, 0.97)]
    [InlineData("harbour.en.txt", "harbour-retold.en.txt", TextUnit.Character, 0.05)]
    [InlineData("harbour.en.txt", "hafen.de.txt", TextUnit.Character, 0.20)]
    public void Texts_are_as_far_apart_as_the_readme_says(string first, string second, TextUnit unit, double distance)
    {
        TextInput p = Load(first, unit);
        TextInput q = Load(second, unit);
        Alphabet alphabet = Alphabet.Union(p.OwnAlphabet(), q.OwnAlphabet());
        double[] pWeights = p.OnAlphabet(alphabet).Weights.ToArray();
        double[] qWeights = q.OnAlphabet(alphabet).Weights.ToArray();
        Assert.Equal(distance, pWeights.Zip(qWeights, (a, b) => Math.Abs(a - b)).Sum() / 2, 0.005);
    }

    private static TextInput Load(string name, TextUnit unit = TextUnit.Word) => Assert.IsType<TextInput>(
        DistributionSource.Load(new TextSpec(Path.Combine(AppContext.BaseDirectory, "texts", name), unit)));
}
