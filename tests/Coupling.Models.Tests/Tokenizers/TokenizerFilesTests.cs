using System.Text.Json;

namespace Coupling.Models.Tests;

public sealed class TokenizerFilesTests : IDisposable
{
    private const string End = "<|endoftext|>";

    // Written as files, a vocabulary of ours is one of GPT-2's kind.
    private static readonly BytePairVocabulary Trained = BytePairVocabulary.Train(File.ReadAllText(Shipped.Ferry), 600);

    private readonly TempFolder folder = new();

    public static TheoryData<string> Texts => new("", "And the Lord said: it's 1984!", "  two  spaces\n\n\tand a tab ", "Grüße, 中文 😀👍🏽 é\u0301", "aaaaaaaaaaaaaaaa");

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_format_gives_the_same_tokens_and_the_text_back(string text)
    {
        int[] expected = Trained.Encode(text);
        foreach (TokenizerVocabulary vocabulary in new[] { Load(Pair()), Load(folder.Path), Load(Json()), Load(Tiktoken()) })
        {
            Assert.Equal(expected, vocabulary.Encode(text));
            Assert.Equal(text, vocabulary.Decode(vocabulary.Encode(text)));
        }
    }

    [Fact]
    public void The_end_of_a_text_is_one_token_and_the_beginning_of_the_next()
    {
        foreach ((TokenizerVocabulary vocabulary, int end) in new[] { (Load(Pair()), 600), (Load(Json()), 600), (Load(Tiktoken()), 50256) })
        {
            Assert.Equal(end, vocabulary.Begin);
            Assert.Equal(end + 1, vocabulary.Size);
            Assert.Equal(End, vocabulary.Decode([end]));
            Assert.Equal([.. Trained.Encode("a"), end, .. Trained.Encode("b")], vocabulary.Encode($"a{End}b"));
        }
    }

    [Fact]
    public void Splits_of_a_tokenizer_json_follow_one_another()
    {
        string json = Json(preTokenizer: new
        {
            type = "Sequence",
            pretokenizers = new object[]
            {
                new { type = "Digits", individual_digits = true },
                new { type = "Split", pattern = new { Regex = @"\s?\p{L}+|\s+" }, behavior = "Isolated", invert = false },
                new { type = "ByteLevel", add_prefix_space = false, trim_offsets = true, use_regex = false },
            },
        });
        Assert.Equal("at 12 twenty", Load(json).Decode(Load(json).Encode("at 12 twenty")));
        Assert.Equal(Trained.Encode("1").Concat(Trained.Encode("2")), Load(json).Encode("12"));
    }

    [Fact]
    public void The_digest_is_of_the_files()
    {
        Assert.Equal(Load(Json()).Digest, Load(Json()).Digest);
        Assert.NotEqual(Load(Json()).Digest, Load(Pair()).Digest);
        Assert.NotEqual(Trained.Digest, Load(Pair()).Digest);
    }

    [Fact]
    public void An_n_gram_model_can_have_the_tokenizer_of_another_model()
    {
        using LoadedModel loaded = ModelSource.Load($"ngram:3@{Shipped.Ferry}?tokenizer={Json()}", cache: ModelCache.None);
        Assert.Equal(601, loaded.Model.AlphabetSize);
    }

    [Fact]
    public void What_is_no_byte_level_tokenizer_is_refused()
    {
        Refused(folder.Write("t.model", "x"), "t.model", "tokenizer.json");
        Refused(folder.Write("x.tiktoken", "IQ== 0"), "x.tiktoken", "cl100k_base");
        Refused(folder.Write("gpt2.tiktoken", "IQ== zero"), "gpt2.tiktoken", "base64");
        Refused(folder.Write("bad.json", "{"), "bad.json");
        Refused(folder.Write("unigram.json", """{"model":{"type":"Unigram","vocab":[]}}"""), "model.type", "Unigram", "byte-level BPE");
        Refused(folder.Write("lower.json", """{"normalizer":{"type":"Lowercase"},"model":{"type":"BPE","vocab":{},"merges":[]}}"""), "normalizer", "Lowercase");
        Refused(folder.Write("none.json", """{"model":{"type":"BPE","vocab":{},"merges":[]}}"""), "pre_tokenizer", "none");
        Refused(folder.Write("space.json", """{"pre_tokenizer":{"type":"Metaspace"},"model":{"type":"BPE","vocab":{},"merges":[]}}"""), "pre_tokenizer", "Metaspace");
        Refused(folder.Write("pieces.json", """{"pre_tokenizer":{"type":"ByteLevel"},"model":{"type":"BPE","vocab":{"▁a":0},"merges":[]}}"""), "▁a", "byte-level BPE");
        Refused(folder.Write("pattern.json", """{"pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"("},"behavior":"Isolated"},{"type":"ByteLevel","use_regex":false}]},"model":{"type":"BPE","vocab":{"a":0},"merges":[]}}"""), "pattern");
        Refused(Path.Combine(folder.Path, "no.json"), "no such file");
    }

    private void Refused(string path, params string[] parts) => Refusal.Names(() => Load(path), ["test", .. parts]);

    private static TokenizerVocabulary Load(string path) => TokenizerFiles.Load(path, "test");

    private static Dictionary<string, int> Tokens()
    {
        Dictionary<string, int> tokens = Enumerable.Range(0, Trained.Size).ToDictionary(token => ByteCharacters.Write(Trained.BytesOf(token).Span));
        return tokens;
    }

    private static string[] Merges() =>
        [.. Trained.Merges.Select(merge => $"{ByteCharacters.Write(Trained.BytesOf(merge.Left).Span)} {ByteCharacters.Write(Trained.BytesOf(merge.Right).Span)}")];

    private string Pair()
    {
        Dictionary<string, int> tokens = Tokens();
        tokens.Add(End, tokens.Count);
        folder.Write("merges.txt", "#version: 0.2\n" + string.Join('\n', Merges()) + "\n");
        return folder.Write("vocab.json", JsonSerializer.Serialize(tokens));
    }

    private string Json(object? preTokenizer = null) => folder.Write("of one file.json", JsonSerializer.Serialize(new
    {
        version = "1.0",
        added_tokens = new[] { new { id = 600, content = End, special = true } },
        normalizer = (object?)null,
        pre_tokenizer = preTokenizer ?? new { type = "ByteLevel", add_prefix_space = false, trim_offsets = true },
        model = new { type = "BPE", vocab = Tokens(), merges = Merges().Select(merge => merge.Split(' ')) },
    }));

    private string Tiktoken() => folder.Write(
        "gpt2.tiktoken",
        string.Concat(Enumerable.Range(0, Trained.Size).Select(token => $"{Convert.ToBase64String(Trained.BytesOf(token).Span)} {token}\n")));
}
