namespace Coupling.Models;

/// <summary>The patterns by which well-known byte-level tokenizers cut a text before they merge.</summary>
internal static class TokenizerSplits
{
    /// <summary>GPT-2 (r50k_base, p50k_base), and what `ByteLevel` stands for in a tokenizer.json.</summary>
    public const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>cl100k_base.</summary>
    public const string Cl100k =
        @"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+";

    /// <summary>o200k_base.</summary>
    public const string O200k =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
        + @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
        + @"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>The pattern of a `.tiktoken` file, and the number of its <c>&lt;|endoftext|&gt;</c>, by its name; null if it is not known.</summary>
    public static (string Pattern, int End)? OfTiktoken(string path) => Path.GetFileNameWithoutExtension(path) switch
    {
        "gpt2" or "r50k_base" or "p50k_base" => (Gpt2, 50256),
        "cl100k_base" => (Cl100k, 100257),
        "o200k_base" => (O200k, 199999),
        _ => null,
    };
}
