using System.Globalization;
using System.Security.Cryptography;
using Coupling.Distributions;
using Coupling.Input;
using Coupling.Speculation;

namespace Coupling.Models;

/// <summary>From a SPEC to a model: the only place that does the reading. docs/models.md.</summary>
public static class ModelSource
{
    /// <summary>Parses, reads, and trains or takes from the cache.</summary>
    /// <param name="spec">As <see cref="ModelSpec"/> says.</param>
    /// <param name="shared">The vocabulary of a SPEC that names none. If it does name one, the two must be the same.</param>
    /// <param name="cache">null for the user's.</param>
    /// <exception cref="BadDataException">The SPEC or what it names cannot be used, or the vocabularies differ.</exception>
    public static LoadedModel Load(string spec, Vocabulary? shared = null, ModelCache? cache = null)
    {
        var parsed = ModelSpec.Parse(spec);
        cache ??= ModelCache.OfUser();
        return parsed.Order is { } order ? NGram(parsed, order, spec, shared, cache) : Onnx(parsed, spec, shared, cache);
    }

    /// <summary>The vocabulary of a SPEC, without its model.</summary>
    /// <param name="spec">As <see cref="ModelSpec"/> says. If it names none, the vocabulary is that of <see cref="Load"/> without a shared one.</param>
    /// <param name="cache">null for the user's.</param>
    /// <exception cref="BadDataException">The SPEC or what it names cannot be used.</exception>
    public static Vocabulary VocabularyOf(string spec, ModelCache? cache = null) =>
        VocabularySource.Of(ModelSpec.Parse(spec).WrittenOut(), spec, cache ?? ModelCache.OfUser());

    private static LoadedModel NGram(ModelSpec parsed, int order, string spec, Vocabulary? shared, ModelCache cache)
    {
        var text = TextFile.Read(parsed.Path, spec);
        Vocabulary vocabulary = VocabularyFor(parsed, spec, shared, cache, (parsed.Path, text));
        NGramLevel[] levels = Levels(text, vocabulary, order, cache);
        ILanguageModel model = ModelLayers.Wrap(new NGramModel(levels, vocabulary.Size, spec), parsed, spec);
        return new LoadedModel(parsed, model, vocabulary, Digest(parsed, [text.Digest, vocabulary.Digest]), owned: null);
    }

    private static LoadedModel Onnx(ModelSpec parsed, string spec, Vocabulary? shared, ModelCache cache)
    {
        Vocabulary vocabulary = VocabularyFor(parsed, spec, shared, cache, known: null);
        string content = InputFile.Read(parsed.Path, spec, stream => Convert.ToHexStringLower(SHA256.HashData(stream)));
        int? begin = parsed.Onnx.Begin ?? (vocabulary as TokenizerVocabulary)?.Begin;
        if (begin >= vocabulary.Size)
        {
            throw new BadDataException(spec, OnnxOptions.BeginOption, $"{begin}", $"none, or 0 to {vocabulary.Size - 1}");
        }

        var onnx = new OnnxModel(parsed.Path, vocabulary.Size, begin < 0 ? null : begin, parsed.Onnx.Block, spec);
        string[] parts = [content, vocabulary.Digest, string.Create(CultureInfo.InvariantCulture, $"{onnx.Begin},{onnx.Block}")];
        return new LoadedModel(parsed, ModelLayers.Wrap(onnx, parsed, spec), vocabulary, Digest(parsed, parts), onnx);
    }

    // A SPEC that is parsed in another folder or from a file of another name has the same digest if the contents are the same.
    private static string Digest(ModelSpec parsed, string[] contents)
    {
        using var digest = new DigestWriter(parsed.Kind);
        digest.Add(parsed.Order ?? 0);
        foreach (string content in contents)
        {
            digest.Add(content);
        }

        digest.Add(ModelLayers.Describe(parsed));
        return digest.Finish();
    }

    private static Vocabulary VocabularyFor(ModelSpec parsed, string spec, Vocabulary? shared, ModelCache cache, (string Path, TextFile Text)? known)
    {
        if (parsed.Vocabulary is null && shared is not null)
        {
            return shared;
        }

        Vocabulary own = VocabularySource.Of(parsed.WrittenOut(), spec, cache, known);
        return shared is null || shared.Digest == own.Digest
            ? own
            : throw new BadDataException(spec, "digest of the vocabulary", own.Digest, $"that of the other model, {shared.Digest}");
    }

    private static NGramLevel[] Levels(TextFile text, Vocabulary vocabulary, int order, ModelCache cache)
    {
        using var key = new DigestWriter("ngram 1");
        key.Add(order);
        key.Add(vocabulary.Digest);
        key.Add(text.Digest);
        return cache.GetOrMake(
            $"ngram-{key.Finish()}",
            bytes => NGramFile.Read(bytes.Span),
            () => NGramCounter.Count(vocabulary.Encode(text.Text), vocabulary.Size, order),
            NGramFile.Write);
    }
}
