using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coupling.Distributions;
using Coupling.Input;
using Microsoft.ML.Tokenizers;

namespace Coupling.Models;

/// <summary>
/// From <c>tokenizer=…</c> to a vocabulary: a <c>tokenizer.json</c>, a <c>vocab.json</c> with <c>merges.txt</c> beside it, a folder that has either, or a
/// <c>.tiktoken</c> file of a known name.
/// </summary>
internal static class TokenizerFiles
{
    private const string Json = "tokenizer.json";
    private const string VocabularyJson = "vocab.json";
    private const string MergesText = "merges.txt";
    private const string Forms = "tokenizer.json; vocab.json with merges.txt beside it; a folder that has either; gpt2|r50k_base|p50k_base|cl100k_base|o200k_base.tiktoken";

    /// <exception cref="BadDataException">It cannot be read, or is none of these.</exception>
    public static TokenizerVocabulary Load(string path, string source)
    {
        if (Directory.Exists(path))
        {
            string json = Path.Combine(path, Json);
            return Load(File.Exists(json) ? json : Path.Combine(path, VocabularyJson), source);
        }

        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".TIKTOKEN" => Tiktoken(path, source),
            ".JSON" => OfJson(path, source).ToVocabulary(source),
            _ => throw new BadDataException(source, "tokenizer", Quotation.Of(path), Forms),
        };
    }

    private static ByteLevelTokenizer OfJson(string path, string source)
    {
        byte[] bytes = InputFile.Read(path, source, Bytes);
        string place = $"tokenizer {Quotation.Of(path)}";
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.TryGetProperty("model", out _)
                ? TokenizerJson.Read(document.RootElement, Digest(bytes), source, place)
                : OfPair(document.RootElement, bytes, Path.Combine(Path.GetDirectoryName(path) ?? "", MergesText), source);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new BadDataException($"{source}: {place}: {e.Message} (allowed: {Forms})", e);
        }
    }

    private static ByteLevelTokenizer OfPair(JsonElement vocabulary, byte[] bytes, string mergesPath, string source)
    {
        byte[] mergesBytes = InputFile.Read(mergesPath, source, Bytes);
        string[] merges = [.. Encoding.UTF8.GetString(mergesBytes).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal))];
        Dictionary<string, int> tokens = TokenizerJson.Tokens(vocabulary);
        Dictionary<string, int> special = tokens.Where(entry => entry.Key is "<|endoftext|>").ToDictionary(StringComparer.Ordinal);
        return new ByteLevelTokenizer(tokens, merges, special, [TokenizerSplits.Gpt2], Digest(bytes, mergesBytes));
    }

    private static TokenizerVocabulary Tiktoken(string path, string source)
    {
        byte[] bytes = InputFile.Read(path, source, Bytes);
        (string pattern, int endToken) = TokenizerSplits.OfTiktoken(path) ?? throw new BadDataException(source, "tokenizer", Quotation.Of(path), Forms);
        try
        {
            var pieces = Encoding.ASCII.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(TiktokenLine.Read).ToList();
            const string end = "<|endoftext|>";
            var special = new Dictionary<string, int>(StringComparer.Ordinal) { [end] = endToken };
            pieces.Add((endToken, Encoding.UTF8.GetBytes(end)));
            using var stream = new MemoryStream(bytes);
            var tokenizer = TiktokenTokenizer.Create(stream, new SuccessiveSplits([ByteLevelTokenizer.Compile(pattern, source)]), normalizer: null);
            return new TokenizerVocabulary(tokenizer, new SpecialTokens(special), ByteLevelTokenizer.Table(pieces, source), endToken, Digest(bytes));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new BadDataException($"{source}: tokenizer {Quotation.Of(path)}: {e.Message} (allowed: lines of a token in base64, a space and its number)", e);
        }
    }

    private static byte[] Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Digest(params byte[][] files)
    {
        using var digest = new DigestWriter("tokenizer");
        foreach (byte[] file in files)
        {
            digest.Add(SHA256.HashData(file));
        }

        return digest.Finish();
    }
}
