using System.Text;
using Microsoft.ML.Tokenizers;

namespace Coupling.Models;

/// <summary>The vocabulary that a model was trained with, from its tokenizer's files: byte-level BPE.</summary>
public sealed class TokenizerVocabulary : Vocabulary
{
    private readonly Tokenizer tokenizer;
    private readonly ReadOnlyMemory<byte>[] bytes;
    private readonly string definition;

    /// <param name="tokenizer">Encodes.</param>
    /// <param name="bytes">What each token stands for; nothing for numbers that no token has.</param>
    /// <param name="begin">The token before every text; null if there is none.</param>
    /// <param name="definition">A digest of the files.</param>
    internal TokenizerVocabulary(Tokenizer tokenizer, ReadOnlyMemory<byte>[] bytes, int? begin, string definition)
    {
        this.tokenizer = tokenizer;
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
        return [.. tokenizer.EncodeToIds(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))];
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
