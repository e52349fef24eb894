using System.Globalization;
using Coupling.Distributions;
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
        return NGram(parsed, spec, shared, cache);
    }

    /// <summary>The vocabulary of a SPEC, without its model.</summary>
    /// <param name="spec">As <see cref="ModelSpec"/> says. If it names none, the vocabulary is that of <see cref="Load"/> without a shared one.</param>
    /// <param name="cache">null for the user's.</param>
    /// <exception cref="BadDataException">The SPEC or what it names cannot be used.</exception>
    public static Vocabulary VocabularyOf(string spec, ModelCache? cache = null)
    {
        var parsed = ModelSpec.Parse(spec);
        VocabularySpec vocabulary = parsed.WrittenOut();
        return VocabularySource.Of(vocabulary, TextFile.Read(vocabulary.Path!, spec), spec, cache ?? ModelCache.OfUser());
    }

    private static LoadedModel NGram(ModelSpec parsed, string spec, Vocabulary? shared, ModelCache cache)
    {
        var text = TextFile.Read(parsed.Path, spec);
        Vocabulary vocabulary = Vocabulary(parsed, spec, text, shared, cache);
        NGramLevel[] levels = Levels(text, vocabulary, parsed.Order!.Value, cache);
        ILanguageModel model = ModelLayers.Wrap(new NGramModel(levels, vocabulary.Size, spec), parsed, spec);
        return new LoadedModel(parsed, model, vocabulary, Digest(parsed, text.Digest, vocabulary), owned: null);
    }

    private static string Digest(ModelSpec parsed, string content, Vocabulary vocabulary)
    {
        using var digest = new DigestWriter(parsed.Kind);
        digest.Add(parsed.Order ?? 0);
        digest.Add(content);
        digest.Add(vocabulary.Digest);
        digest.Add(ModelLayers.Describe(parsed));
        return digest.Finish();
    }

    private static Vocabulary Vocabulary(ModelSpec parsed, string spec, TextFile text, Vocabulary? shared, ModelCache cache)
    {
        if (parsed.Vocabulary is null && shared is not null)
        {
            return shared;
        }

        VocabularySpec named = parsed.Vocabulary ?? VocabularySpec.Default;
        Vocabulary own = VocabularySource.Of(named, named.Path is null ? text : TextFile.Read(named.Path, spec), spec, cache);
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
            bytes => NGramFile.Read(bytes),
            () => NGramCounter.Count(vocabulary.Encode(text.Text), vocabulary.Size, order),
            NGramFile.Write);
    }
}
