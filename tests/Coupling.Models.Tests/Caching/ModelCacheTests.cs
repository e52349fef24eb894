using System.Text;

namespace Coupling.Models.Tests;

public class ModelCacheTests
{
    private readonly string spec = $"ngram:3@{Shipped.Harbour}?vocab=bpe:400";

    [Fact]
    public void What_was_trained_is_kept_and_read_again()
    {
        using var folder = new TempFolder();
        var cache = new ModelCache(Path.Combine(folder.Path, "a", "b"));
        string trained = RowOf(spec, cache);
        string[] files = Directory.GetFiles(Path.Combine(folder.Path, "a", "b"));
        Assert.Equal(["bpe", "ngram"], files.Select(file => Path.GetFileName(file).Split('-')[0]).Order());

        // Proof that they are read: other contents give another row.
        int made = 0;
        Assert.Equal("kept", cache.GetOrMake("x", Text, () => "kept", (text, to) => to.Write(Encoding.UTF8.GetBytes(text))));
        Assert.Equal("kept", cache.GetOrMake("x", Text, () => $"{made++}", (_, _) => made++));
        Assert.Equal(0, made);
        Assert.Equal(trained, RowOf(spec, cache));
        Assert.Equal(trained, RowOf(spec, ModelCache.None));
    }

    [Fact]
    public void A_damaged_file_is_made_again()
    {
        using var folder = new TempFolder();
        var cache = new ModelCache(folder.Path);
        string trained = RowOf(spec, cache);
        foreach (string file in Directory.GetFiles(folder.Path))
        {
            byte[] sound = File.ReadAllBytes(file);
            foreach (byte[] damaged in Damage(sound))
            {
                File.WriteAllBytes(file, damaged);
                Assert.Equal(trained, RowOf(spec, cache));
                Assert.Equal(sound, File.ReadAllBytes(file));
            }
        }
    }

    [Fact]
    public void A_sound_file_of_something_else_is_made_again()
    {
        using var folder = new TempFolder();
        var cache = new ModelCache(folder.Path);
        string trained = RowOf(spec, cache);
        string[] files = Directory.GetFiles(folder.Path);
        byte[] bytePairs = File.ReadAllBytes(files.Single(file => Path.GetFileName(file).StartsWith("bpe-", StringComparison.Ordinal)));
        File.WriteAllBytes(files.Single(file => Path.GetFileName(file).StartsWith("ngram-", StringComparison.Ordinal)), bytePairs);
        Assert.Equal(trained, RowOf(spec, cache));
    }

    [Fact]
    public void Where_nothing_can_be_written_it_is_trained_every_time()
    {
        using var folder = new TempFolder();
        string file = folder.Write("file", "x");
        Assert.Equal(RowOf(spec, ModelCache.None), RowOf(spec, new ModelCache(Path.Combine(file, "below a file"))));
    }

    [Fact]
    public async Task Several_may_use_it_at_once()
    {
        using var folder = new TempFolder();
        string[] rows = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RowOf(spec, new ModelCache(folder.Path)))));
        Assert.Single(rows.Distinct());
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Another_text_order_or_vocabulary_is_another_file()
    {
        using var folder = new TempFolder();
        var cache = new ModelCache(folder.Path);
        RowOf($"ngram:3@{Shipped.Harbour}?vocab=word", cache);
        RowOf($"ngram:2@{Shipped.Harbour}?vocab=word", cache);
        RowOf($"ngram:3@{Shipped.Harbour}?vocab=char", cache);
        RowOf($"ngram:3@{Shipped.Ferry}?vocab=word", cache);
        RowOf($"ngram:3@{Shipped.Ferry}?vocab=word@{Shipped.Harbour}", cache);
        Assert.Equal(5, Directory.GetFiles(folder.Path).Length);
        RowOf($"ngram:3@{Shipped.Harbour}?vocab=word,temperature=0.5", cache);
        Assert.Equal(5, Directory.GetFiles(folder.Path).Length);
    }

    private static IEnumerable<byte[]> Damage(byte[] sound)
    {
        yield return [];
        yield return sound[..10];
        yield return sound[..^1];
        yield return [.. sound, 0];
        byte[] flipped = [.. sound];
        flipped[sound.Length / 2] ^= 1;
        yield return flipped;
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static string RowOf(string spec, ModelCache cache)
    {
        using LoadedModel loaded = ModelSource.Load(spec, cache: cache);
        using Speculation.IModelSession session = loaded.Model.Open();
        session.Append(loaded.Vocabulary.Encode("the keepers"));
        return session.NextRow().Digest;
    }
}
