using System.Text;
using CsCheck;

namespace Coupling.Models.Tests;

public class BytePairVocabularyTests
{
    private static readonly string[] Parts = ["a", "b", "ab", "ba", " ", " a", "\n", "é", "ß", "中", "😀", "1", "'s", "aaa", "  "];

    // Few letters, so that pairs recur, and characters of two, three and four bytes.
    private static readonly Gen<string> SmallText = Gen.Int[0, Parts.Length - 1].Select(part => Parts[part]).Array[0, 60].Select(parts => string.Concat(parts));

    private static readonly BytePairVocabulary Ferry = BytePairVocabulary.Train(File.ReadAllText(Shipped.Ferry), 1000);

    [Fact]
    public void The_trainer_merges_what_the_definition_says() =>
        SmallText.Select(Gen.Int[256, 300]).Sample(
            (text, size) => Assert.Equal(NaiveBytePairs.Train(text, size), Written(BytePairVocabulary.Train(text, size))), iter: 300);

    [Fact]
    public void On_a_real_text_too()
    {
        string text = File.ReadAllText(Shipped.Harbour)[..2000];
        Assert.Equal(NaiveBytePairs.Train(text, 500), Written(BytePairVocabulary.Train(text, 500)));
    }

    [Fact]
    public void Encoding_is_all_merges_in_their_order() =>
        SmallText.Select(SmallText).Sample(
            (text, other) =>
            {
                var vocabulary = BytePairVocabulary.Train(text, 290);
                List<(string, string)> merges = Written(vocabulary);
                Assert.Equal(NaiveBytePairs.Encode(other, merges), vocabulary.Encode(other).Select(token => Text(vocabulary, token)));
            },
            iter: 300);

    [Fact]
    public void Any_text_comes_back_as_it_was() =>
        Gen.OneOf(Gen.String, SmallText).Sample(
            text =>
            {
                string wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
                int[] tokens = Ferry.Encode(text);
                Assert.Equal(wellFormed, Ferry.Decode(tokens));
                Assert.Equal(Encoding.UTF8.GetBytes(wellFormed), tokens.SelectMany(token => Ferry.BytesOf(token).ToArray()));
            },
            iter: 2000);

    [Theory]
    [InlineData("x")]
    [InlineData("ab ")]
    [InlineData("\U00010400\U0001F600")]
    [InlineData(" \n\t")]
    public void Long_runs_come_back_too(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 700));
        Assert.Equal(text, Ferry.Decode(Ferry.Encode(text)));
    }

    [Fact]
    public void A_text_has_no_more_tokens_than_there_are_pairs_to_merge()
    {
        // "ab" and " ab": nothing is left to merge then.
        Assert.Equal(256 + 2, BytePairVocabulary.Train("ab ab ab", 300).Size);
        Assert.Equal(256, BytePairVocabulary.Train("a", 300).Size);
        Assert.Equal(1000, Ferry.Size);
    }

    [Fact]
    public void A_token_outside_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Ferry.BytesOf(1000));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ferry.Decode([-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BytePairVocabulary.Train("a", 255));
    }

    [Fact]
    public void The_digest_is_of_the_merges()
    {
        string text = File.ReadAllText(Shipped.Ferry);
        Assert.Equal(Ferry.Digest, BytePairVocabulary.Train(text, 1000).Digest);
        Assert.NotEqual(Ferry.Digest, BytePairVocabulary.Train(text, 999).Digest);
        Assert.Matches("^[0-9a-f]{64}$", Ferry.Digest);
    }

    private static List<(string Left, string Right)> Written(BytePairVocabulary vocabulary) =>
        [.. vocabulary.Merges.Select(merge => (Text(vocabulary, merge.Left), Text(vocabulary, merge.Right)))];

    private static string Text(BytePairVocabulary vocabulary, int token) => Encoding.Latin1.GetString(vocabulary.BytesOf(token).Span);
}
