using System.Text;
using Microsoft.ML.Tokenizers;

namespace Coupling.Models;

/// <summary>
/// Byte-level byte-pair encoding that this project trained on a text: the tokens 0..255 are the bytes, so that any text can be encoded, and
/// comes back as it was.
/// </summary>
public sealed class BytePairVocabulary : Vocabulary
{
    /// <summary>The name of the kind, as in a SPEC.</summary>
    public const string Name = "bpe";

    /// <summary>The smallest N of <c>bpe:N</c>: the bytes alone.</summary>
    public const int MinimumSize = BytePairTrainer.Bytes;

    private readonly IReadOnlyList<BytePairMerge> merges;
    private readonly ReadOnlyMemory<byte>[] bytes;
    private readonly BpeTokenizer tokenizer;

    internal BytePairVocabulary(IReadOnlyList<BytePairMerge> merges)
    {
        this.merges = merges;
        bytes = [.. Pieces(merges)];
        string[] names = [.. bytes.Select(piece => ByteCharacters.Write(piece.Span))];
        tokenizer = BpeTokenizer.Create(new BpeOptions(names.Select((name, token) => KeyValuePair.Create(name, token)))
        {
            Merges = merges.Select(merge => $"{names[merge.Left]} {names[merge.Right]}"),
            PreTokenizer = new RegexPreTokenizer(BytePairSplit.Regex(), specialTokens: null),
            ByteLevel = true,
        });
    }

    public override string Kind => Name;

    public override int Size => bytes.Length;

    internal IReadOnlyList<BytePairMerge> Merges => merges;

    /// <summary>Trains on a text. The same text gives the same vocabulary.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="size">n, 256..2^20. It is smaller where the text has no pair left to merge.</param>
    public static BytePairVocabulary Train(string text, int size)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, MinimumSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaximumSize);
        return new BytePairVocabulary(BytePairTrainer.Train(text, size));
    }

    public override int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. tokenizer.EncodeToIds(WellFormed(text))];
    }

    public override ReadOnlyMemory<byte> BytesOf(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, Size);
        return bytes[token];
    }

    private protected override void Define(DigestWriter writer)
    {
        writer.Add(BytePairSplit.Pattern);
        foreach (BytePairMerge merge in merges)
        {
            writer.Add(merge.Left);
            writer.Add(merge.Right);
            writer.Add(merge.Token);
        }
    }

    private static List<ReadOnlyMemory<byte>> Pieces(IReadOnlyList<BytePairMerge> merges)
    {
        var pieces = new List<ReadOnlyMemory<byte>>(BytePairTrainer.Bytes + merges.Count);
        for (int b = 0; b < BytePairTrainer.Bytes; b++)
        {
            pieces.Add(new[] { (byte)b });
        }

        foreach (BytePairMerge merge in merges.Where(merge => merge.Token == pieces.Count))
        {
            pieces.Add((byte[])[.. pieces[merge.Left].Span, .. pieces[merge.Right].Span]);
        }

        return pieces;
    }

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
