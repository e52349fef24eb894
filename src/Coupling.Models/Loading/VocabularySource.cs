using System.Runtime.InteropServices;
using Coupling.Distributions;
using Coupling.Input;

namespace Coupling.Models;

/// <summary>From what a SPEC says of its vocabulary to the vocabulary.</summary>
internal static class VocabularySource
{
    /// <param name="vocabulary">With its file.</param>
    /// <param name="source">The SPEC; named in errors.</param>
    /// <param name="cache">Keeps what takes time to make.</param>
    /// <param name="known">A text that has been read already, and its path.</param>
    /// <exception cref="BadDataException">The file cannot be used.</exception>
    public static Vocabulary Of(VocabularySpec vocabulary, string source, ModelCache cache, (string Path, TextFile Text)? known = null) =>
        vocabulary.Kind == VocabularySpec.Tokenizer
            ? TokenizerFiles.Load(vocabulary.Path!, source)
            : Of(vocabulary, known is { } read && read.Path == vocabulary.Path ? read.Text : TextFile.Read(vocabulary.Path!, source), source, cache);

    private static Vocabulary Of(VocabularySpec vocabulary, TextFile text, string source, ModelCache cache) => vocabulary.Kind == BytePairVocabulary.Name
        ? BytePairs(text, vocabulary.Size!.Value, cache)
        : PieceVocabulary.Of(TextUnits.Parse(vocabulary.Kind)!.Value, text.Text, source);

    private static BytePairVocabulary BytePairs(TextFile text, int size, ModelCache cache)
    {
        using var key = new DigestWriter("bpe 1");
        key.Add(BytePairSplit.Pattern);
        key.Add(size);
        key.Add(text.Digest);
        return cache.GetOrMake($"bpe-{key.Finish()}", Read, () => BytePairVocabulary.Train(text.Text, size), Write);
    }

    private static BytePairVocabulary? Read(ReadOnlyMemory<byte> bytes)
    {
        if (!BitConverter.IsLittleEndian || bytes.Length % Marshal.SizeOf<BytePairMerge>() != 0)
        {
            return null;
        }

        return new BytePairVocabulary(MemoryMarshal.Cast<byte, BytePairMerge>(bytes.Span).ToArray());
    }

    private static void Write(BytePairVocabulary vocabulary, Stream to)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new IOException("The cache is for little-endian machines.");
        }

        to.Write(MemoryMarshal.AsBytes<BytePairMerge>(vocabulary.Merges.ToArray()));
    }
}
