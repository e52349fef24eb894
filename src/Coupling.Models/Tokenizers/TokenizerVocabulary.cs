using System.Text;
using Microsoft.ML.Tokenizers;

namespace Coupling.Models;

/// <summary>The vocabulary that a model was trained with, from its tokenizer's files: byte-level BPE.</summary>
public sealed class TokenizerVocabulary : Vocabulary
{
    private readonly Tokenizer tokenizer;
    private readonly SpecialTokens special;
    private readonly ReadOnlyMemory<byte>[] bytes;
    private readonly string definition;

    /// <param name="tokenizer">Encodes what has no special token.</param>
    /// <param name="special">Tokens that stand for themselves.</param>
    /// <param name="bytes">What each token stands for; nothing for numbers that no token has.</param>
    /// <param name="begin">The token before every text; null if there is none.</param>
    /// <param name="definition">A digest of the files.</param>
    internal TokenizerVocabulary(Tokenizer tokenizer, SpecialTokens special, ReadOnlyMemory<byte>[] bytes, int? begin, string definition)
    {
        this.tokenizer = tokenizer;
        this.special = special;
        this.bytes = bytes;
        this.definition = definition;
        Begin = begin;
    }

    public override string Kind => VocabularySpec.Tokenizer;

    public override int Size => bytes.Length;

    /// <summary>The token that stands before every text in training, such as GPT-2's <c>&lt;|endoftext|&gt;</c>; null if none is known.</summary>
    public int? Begin { get; }

    public override int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<int>();
        foreach ((string part, int? token) in special.Split(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))))
        {
            tokens.AddRange(token is { } number ? [number] : tokenizer.EncodeToIds(part));
        }

        return [.. tokens];
    }

    public override ReadOnlyMemory<byte> BytesOf(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, Size);
        return bytes[token];
    }

    private protected override void Define(DigestWriter writer)
    {
        writer.Add(definition);
        writer.Add(Size);
    }
}
