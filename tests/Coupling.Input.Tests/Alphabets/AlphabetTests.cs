using System.Security.Cryptography;

namespace Coupling.Input.Tests.Alphabets;

public sealed class AlphabetTests
{
    [Fact]
    public void Items_are_sorted_by_UTF8_whatever_their_order()
    {
        Alphabet alphabet = Alphabet.FromItems(TextUnit.Character, ["😀", "a", "\uFFFD", "Z"], "test");
        Assert.Equal(["Z", "a", "\uFFFD", "😀"], alphabet.Items);
        Assert.Equal(4, alphabet.Size);
        Assert.Equal(AlphabetKind.TextChar, alphabet.Kind);
        Assert.Equal(3, alphabet.IndexOf("😀"));
        Assert.Equal(-1, alphabet.IndexOf("b"));
        Assert.Equal("a", alphabet.ItemAt(1));
        Assert.Equal(alphabet.Digest, Alphabet.FromItems(TextUnit.Character, ["a", "Z", "😀", "\uFFFD"], "test").Digest);
    }

    [Fact]
    public void Numbers_are_their_own_items()
    {
        Alphabet alphabet = Alphabet.Index(12);
        Assert.Equal((AlphabetKind.Index, 12), (alphabet.Kind, alphabet.Size));
        Assert.Equal("11", alphabet.ItemAt(11));
        Assert.Equal(11, alphabet.IndexOf("11"));
        Assert.All(["12", "-1", "01", "+1", " 1", "a", ""], item => Assert.Equal(-1, alphabet.IndexOf(item)));
        Assert.Empty(alphabet.Items);
        Assert.Throws<ArgumentOutOfRangeException>(() => alphabet.ItemAt(12));
        Assert.Throws<ArgumentOutOfRangeException>(() => alphabet.ItemAt(-1));
    }

    [Fact]
    public void The_digest_is_over_kind_size_lengths_and_bytes()
    {
        byte[] words = [.. "text-word\0"u8, 2, 0, 0, 0, 1, 0, 0, 0, .. "a"u8, 2, 0, 0, 0, .. "ä"u8];
        byte[] numbers = [.. "index\0"u8, 0, 1, 0, 0];
        Assert.Equal(Sha256(words), Alphabet.FromItems(TextUnit.Word, ["ä", "a"], "test").Digest);
        Assert.Equal(Sha256(numbers), Alphabet.Index(256).Digest);
    }

    [Fact]
    public void Different_alphabets_have_different_digests()
    {
        string[] digests =
        [
            Alphabet.FromItems(TextUnit.Word, ["ab", "c"], "test").Digest,
            Alphabet.FromItems(TextUnit.Word, ["a", "bc"], "test").Digest,
            Alphabet.FromItems(TextUnit.Word, ["a", "b"], "test").Digest,
            Alphabet.FromItems(TextUnit.Character, ["a", "b"], "test").Digest,
            Alphabet.Index(2).Digest,
            Alphabet.Index(3).Digest,
        ];
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    [Fact]
    public void A_union_has_every_item_once_and_does_not_depend_on_who_offers()
    {
        Alphabet first = Alphabet.FromItems(TextUnit.Word, ["a", "c"], "test");
        Alphabet second = Alphabet.FromItems(TextUnit.Word, ["b", "c"], "test");
        Assert.Equal(["a", "b", "c"], Alphabet.Union(first, second).Items);
        Assert.Equal(Alphabet.Union(first, second).Digest, Alphabet.Union(second, first).Digest);
        Assert.Equal(5, Alphabet.Union(Alphabet.Index(5), Alphabet.Index(5)).Size);
    }

    [Fact]
    public void Offers_that_do_not_go_together_are_named()
    {
        Alphabet word = Alphabet.FromItems(TextUnit.Word, ["a"], "test");
        Alphabet character = Alphabet.FromItems(TextUnit.Character, ["a"], "test");
        Refusal.Names(() => Alphabet.Union(word, character), "text-word and text-char", "the same kind");
        Refusal.Names(() => Alphabet.Union(Alphabet.Index(2), Alphabet.Index(3)), "2 and 3", "the same length");
        string[] many = [.. Enumerable.Range(0, 1 << 20).Select(i => i.ToString("x", null))];
        Alphabet full = Alphabet.FromItems(TextUnit.Word, many, "test");
        Refusal.Names(
            () => Alphabet.Union(full, Alphabet.FromItems(TextUnit.Word, ["zebra"], "test")), "1048577", "1 to 1048576");
    }

    [Fact]
    public void What_cannot_be_an_alphabet_is_named()
    {
        Refusal.Names(() => Alphabet.Index(0), "size: 0", "1 to 1048576");
        Refusal.Names(() => Alphabet.Index((1 << 20) + 1), "size: 1048577", "1 to 1048576");
        Refusal.Names(() => Alphabet.FromItems(TextUnit.Word, [], "offer"), "offer", "size: 0");
        Refusal.Names(() => Alphabet.FromItems(TextUnit.Word, ["a", "b", "a"], "offer"), "offer", "\"a\" twice");
        Refusal.Names(() => Alphabet.FromItems(TextUnit.Word, ["a b"], "offer"), "\"a b\"", "one word");
        Refusal.Names(() => Alphabet.FromItems(TextUnit.Word, [""], "offer"), "\"\"", "one word");
        Refusal.Names(() => Alphabet.FromItems(TextUnit.Word, ["\uD83D"], "offer"), "item", "one word");
        Refusal.Names(() => Alphabet.FromItems(TextUnit.Character, ["ab"], "offer"), "\"ab\"", "one character");
        Refusal.Names(() => Alphabet.FromItems(TextUnit.Character, ["e\u0301"], "offer"), "one character");
        Refusal.Names(() => Alphabet.FromItems(TextUnit.Character, ["\uD83D"], "offer"), "one character");
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
