using System.Text.Json;
using System.Text.RegularExpressions;
using Coupling.Distributions;
using Coupling.Input;

namespace Coupling.Models;

/// <summary>Reads the format of Hugging Face's tokenizers, as far as it describes byte-level BPE.</summary>
internal static class TokenizerJson
{
    private const string Allowed = "byte-level BPE, as of GPT-2, Llama 3, Qwen or SmolLM";

    /// <param name="root">The document.</param>
    /// <param name="digest">Of the file.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="place">The file; named in errors.</param>
    /// <exception cref="BadDataException">It describes something else.</exception>
    public static ByteLevelTokenizer Read(JsonElement root, string digest, string source, string place)
    {
        JsonElement model = root.GetProperty("model");
        string type = Text(model, "type") ?? "BPE";
        if (type != "BPE")
        {
            throw new BadDataException(source, $"{place}, model.type", type, Allowed);
        }

        // NFC is left out: texts are mostly normal already, and every text comes back as it was.
        if (Part(root, "normalizer") is { } normalizer && Text(normalizer, "type") != "NFC")
        {
            throw new BadDataException(source, $"{place}, normalizer", Text(normalizer, "type") ?? "one", "none, or NFC: a text must come back as it was");
        }

        Dictionary<string, int> special = Part(root, "added_tokens") is { } added
            ? added.EnumerateArray().ToDictionary(token => token.GetProperty("content").GetString()!, token => token.GetProperty("id").GetInt32(), StringComparer.Ordinal)
            : [];
        return new ByteLevelTokenizer(
            Tokens(model.GetProperty("vocab")), [.. model.GetProperty("merges").EnumerateArray().Select(Merge)], special, Patterns(root, source, place), digest);
    }

    /// <summary>An object of tokens and their numbers.</summary>
    public static Dictionary<string, int> Tokens(JsonElement vocabulary) =>
        vocabulary.EnumerateObject().ToDictionary(token => token.Name, token => token.Value.GetInt32(), StringComparer.Ordinal);

    // "a b" in older files, ["a", "b"] in newer ones.
    private static string Merge(JsonElement merge) => merge.ValueKind == JsonValueKind.Array ? $"{merge[0].GetString()} {merge[1].GetString()}" : merge.GetString()!;

    private static List<string> Patterns(JsonElement root, string source, string place)
    {
        JsonElement splitter = Part(root, "pre_tokenizer") ?? throw new BadDataException(source, $"{place}, pre_tokenizer", "none", Allowed);
        IEnumerable<JsonElement> steps = Text(splitter, "type") == "Sequence" ? splitter.GetProperty("pretokenizers").EnumerateArray() : [splitter];
        var patterns = new List<string>();
        bool byteLevel = false;
        foreach (JsonElement step in steps)
        {
            switch (Text(step, "type"))
            {
                case "Split" when Text(step, "behavior") == "Isolated" && !IsTrue(step, "invert"):
                    JsonElement pattern = step.GetProperty("pattern");
                    patterns.Add(Text(pattern, "Regex") ?? Regex.Escape(Text(pattern, "String")!));
                    break;
                case "Digits":
                    patterns.Add(IsTrue(step, "individual_digits") ? @"\p{Nd}" : @"\p{Nd}+");
                    break;
                case "ByteLevel" when !IsTrue(step, "add_prefix_space"):
                    byteLevel = true;
                    if (!step.TryGetProperty("use_regex", out JsonElement use) || use.GetBoolean())
                    {
                        patterns.Add(TokenizerSplits.Gpt2);
                    }

                    break;
                default:
                    throw new BadDataException(
                        source, $"{place}, pre_tokenizer", Quotation.Of(step.GetRawText()), "ByteLevel without add_prefix_space, after Split (Isolated) or Digits");
            }
        }

        return byteLevel ? patterns : throw new BadDataException(source, $"{place}, pre_tokenizer", "no ByteLevel", Allowed);
    }

    private static JsonElement? Part(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement part) && part.ValueKind != JsonValueKind.Null ? part : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static bool IsTrue(JsonElement of, string name) => of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
