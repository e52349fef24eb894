using Coupling.Input;
using CsCheck;

namespace Coupling.Models.Tests;

public class PieceVocabularyTests
{
    [Fact]
    public void A_word_has_the_space_before_it() => Assert.Equal(
        ["The", " cat", ",", " the", " ", " 2nd", "\n", " ", "–", " Äö", "'", "s"], PiecesOf("The cat, the  2nd\n – Äö's"));

    [Fact]
    public void Texts_of_known_pieces_come_back_as_they_were() =>
        Gen.String.Select(Gen.Bool).Sample(
            (text, words) =>
            {
                string known = new([.. text.Where(c => !char.IsSurrogate(c))]);
                var vocabulary = PieceVocabulary.Of(words ? TextUnit.Word : TextUnit.Character, known, "test");
                Assert.Equal(known, vocabulary.Decode(vocabulary.Encode(known)));
            },
            iter: 2000);

    [Fact]
    public void What_is_unknown_is_one_token()
    {
        var words = PieceVocabulary.Of(TextUnit.Word, "one two", "test");
        Assert.Equal("one<unk> two<unk>", words.Decode(words.Encode("one three two!")));
        var characters = PieceVocabulary.Of(TextUnit.Character, "abc😀", "test");
        Assert.Equal("a<unk>😀", characters.Decode(characters.Encode("aé😀")));
        Assert.Equal(5, characters.Size);
    }

    [Fact]
    public void The_most_frequent_come_first_then_the_order_of_items()
    {
        var vocabulary = PieceVocabulary.Of(TextUnit.Character, "bbbaacd", "test");
        Assert.Equal(["<unk>", "b", "a", "c", "d"], Enumerable.Range(0, 5).Select(token => vocabulary.Decode([token])));
    }

    [Fact]
    public void The_digest_is_of_the_kind_and_the_pieces()
    {
        string digest = PieceVocabulary.Of(TextUnit.Character, "abab", "test").Digest;
        Assert.Equal(digest, PieceVocabulary.Of(TextUnit.Character, "baab", "another").Digest);
        Assert.NotEqual(digest, PieceVocabulary.Of(TextUnit.Character, "abb", "test").Digest);
        Assert.NotEqual(PieceVocabulary.Of(TextUnit.Word, "a", "test").Digest, PieceVocabulary.Of(TextUnit.Character, "a", "test").Digest);
    }

    [Fact]
    public void A_token_outside_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PieceVocabulary.Of(TextUnit.Character, "a", "test").DecodeBytes([2]));

    private static List<string> PiecesOf(string text)
    {
        var pieces = new List<string>();
        foreach (ReadOnlySpan<char> piece in new Pieces(TextUnit.Word, text))
        {
            pieces.Add(piece.ToString());
        }

        return pieces;
    }
}
