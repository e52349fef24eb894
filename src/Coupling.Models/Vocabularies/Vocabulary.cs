using System.Text;

namespace Coupling.Models;

/// <summary>
/// What tokens are: the pieces 0..n−1 of which texts are made. Two models can speculate together only over one and the same, which its digest
/// proves.
/// </summary>
/// <remarks>Immutable; may be used by several threads.</remarks>
public abstract class Vocabulary
{
    /// <summary>The largest n: what the coins can address.</summary>
    public const int MaximumSize = Distributions.Row.MaximumLength;

    private readonly Lazy<string> digest;

    private protected Vocabulary() => digest = new Lazy<string>(ComputeDigest);

    /// <summary>How its tokens are made: <c>word</c>, <c>char</c>, <c>bpe</c> or <c>tokenizer</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>n, 1..2^20.</summary>
    public abstract int Size { get; }

    /// <summary>SHA-256, in lower-case hex, over the kind and all that encoding and decoding depend on. docs/models.md says over what.</summary>
    public string Digest => digest.Value;

    /// <summary>The tokens of a text. Lone surrogates count as U+FFFD.</summary>
    /// <returns>Each 0..n−1; none for an empty text.</returns>
    public abstract int[] Encode(string text);

    /// <summary>What one token stands for; UTF-8, but it may be a part of a character.</summary>
    /// <param name="token">0..n−1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public abstract ReadOnlyMemory<byte> BytesOf(int token);

    /// <summary>The text of the tokens as UTF-8. Cut anywhere, the parts' bytes joined are the whole's.</summary>
    /// <param name="tokens">Each 0..n−1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public byte[] DecodeBytes(ReadOnlySpan<int> tokens)
    {
        int length = 0;
        foreach (int token in tokens)
        {
            length += BytesOf(token).Length;
        }

        byte[] bytes = new byte[length];
        int end = 0;
        foreach (int token in tokens)
        {
            ReadOnlySpan<byte> piece = BytesOf(token).Span;
            piece.CopyTo(bytes.AsSpan(end));
            end += piece.Length;
        }

        return bytes;
    }

    /// <summary>The text of the tokens. Bytes that are no UTF-8, as where a character is cut, become U+FFFD.</summary>
    /// <param name="tokens">Each 0..n−1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public string Decode(ReadOnlySpan<int> tokens) => Encoding.UTF8.GetString(DecodeBytes(tokens));

    /// <summary>Appends what defines the vocabulary.</summary>
    private protected abstract void Define(DigestWriter writer);

    private string ComputeDigest()
    {
        using var writer = new DigestWriter(Kind);
        Define(writer);
        return writer.Finish();
    }
}
