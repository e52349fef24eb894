
namespace Coupling.Models.Tests;

public class ModelSourceTests
{
    [Fact]
    public void A_spec_that_names_no_vocabulary_takes_the_shared_one()
    {
        using LoadedModel target = Load($"ngram:4@{Shipped.Ferry}?vocab=word");
        using LoadedModel drafter = Load($"ngram:2@{Shipped.Harbour}", target.Vocabulary);
        Assert.Same(target.Vocabulary, drafter.Vocabulary);
        Assert.Equal(target.Model.AlphabetSize, drafter.Model.AlphabetSize);
    }

    [Fact]
    public void One_that_names_the_same_is_fine_and_another_is_refused()
    {
        using LoadedModel target = Load($"ngram:4@{Shipped.Ferry}?vocab=word");
        using LoadedModel same = Load($"ngram:2@{Shipped.Harbour}?vocab=word@{Shipped.Ferry}", target.Vocabulary);
        Assert.Equal(target.Vocabulary.Digest, same.Vocabulary.Digest);
        string other = $"ngram:2@{Shipped.Harbour}?vocab=word";
        Refusal.Names(() => Load(other, target.Vocabulary), other, "digest of the vocabulary", target.Vocabulary.Digest);
    }

    [Fact]
    public void The_vocabulary_can_be_had_without_the_model()
    {
        Assert.Equal(1000, ModelSource.VocabularyOf($"ngram:4@{Shipped.Ferry}", ModelCache.None).Size);
        using LoadedModel loaded = Load($"ngram:2@{Shipped.Ferry}");
        Assert.Equal(loaded.Vocabulary.Digest, ModelSource.VocabularyOf($"ngram:2@{Shipped.Ferry}?vocab=bpe:1000", ModelCache.None).Digest);
    }

    [Fact]
    public void The_digest_is_of_what_rows_depend_on_and_not_of_names()
    {
        using var folder = new TempFolder();
        string copy = folder.Write("copy.txt", File.ReadAllBytes(Shipped.Ferry));
        Assert.Equal(DigestOf($"ngram:2@{Shipped.Ferry}"), DigestOf($"ngram:2@{copy}?vocab=bpe:1000,temperature=1"));
        string[] different =
        [
            DigestOf($"ngram:2@{copy}"), DigestOf($"ngram:3@{copy}"), DigestOf($"ngram:2@{copy}?vocab=word"), DigestOf($"ngram:2@{Shipped.Harbour}?vocab=bpe:1000@{copy}"),
            DigestOf($"ngram:2@{copy}?top-k=7"), DigestOf($"truncated:2,9@ngram:2@{copy}"), DigestOf($"truncated:2,8@ngram:2@{copy}"),
        ];
        Assert.Equal(different.Length, different.Distinct().Count());
    }

    [Fact]
    public void A_byte_order_mark_does_not_count()
    {
        using var folder = new TempFolder();
        string marked = folder.Write("marked.txt", [0xEF, 0xBB, 0xBF, .. "abc"u8]);
        Assert.Equal(4, ModelSource.VocabularyOf($"ngram:2@{marked}?vocab=char", ModelCache.None).Size);
    }

    [Fact]
    public void Files_that_cannot_be_used_are_named()
    {
        using var folder = new TempFolder();
        Refused(folder.Write("empty.txt", ""), "empty", "at least one character");
        Refused(folder.Write("mark.txt", [0xEF, 0xBB, 0xBF]), "empty");
        Refused(folder.Write("bad.txt", [(byte)'a', (byte)'b', 0xC3, (byte)'c']), "byte 2", "0xC3", "valid UTF-8");
        Refused(folder.Write("cut.txt", [(byte)'a', 0xE4, 0xB8]), "byte 1", "0xE4B8", "valid UTF-8");
        Refused(Path.Combine(folder.Path, "none.txt"), "no such file");
        Refused(folder.Path, "a directory");

        string vocabulary = $"ngram:2@{Shipped.Ferry}?vocab=word@{Path.Combine(folder.Path, "none.txt")}";
        Refusal.Names(() => Load(vocabulary), vocabulary, "none.txt", "no such file");
    }

    [Fact]
    public void A_text_of_one_character_is_a_text()
    {
        using var folder = new TempFolder();
        using LoadedModel loaded = Load($"ngram:7@{folder.Write("one.txt", "x")}?vocab=char");
        using Speculation.IModelSession session = loaded.Model.Open();
        Assert.Equal(2, session.NextRow().Length);
        session.Append(loaded.Vocabulary.Encode("x"));
        Assert.Equal(1, session.NextRow().Weights.ToArray().Sum(), 1e-12);
    }

    private static void Refused(string path, params string[] parts)
    {
        foreach (string kind in new[] { "word", "char", "bpe:300" })
        {
            string spec = $"ngram:2@{path}?vocab={kind}";
            Refusal.Names(() => Load(spec), [spec, Path.GetFileName(path), .. parts]);
        }
    }

    private static string DigestOf(string spec)
    {
        using LoadedModel loaded = Load(spec);
        return loaded.Digest;
    }

    private static LoadedModel Load(string spec, Vocabulary? shared = null) => ModelSource.Load(spec, shared, ModelCache.None);
}
