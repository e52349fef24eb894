using Coupling.Distributions;
using Coupling.Models;
using Coupling.Party.Hosting;
using Coupling.Speculation;

namespace Coupling.Party.Inputs;

/// <summary>A party's own language model, read when it is first asked for.</summary>
internal sealed class ModelInput : IDisposable
{
    private readonly PartyOptions options;
    private readonly Lazy<LoadedModel> loaded;
    private readonly Lazy<LoadedModel?> prior;

    public ModelInput(PartyOptions options)
    {
        this.options = options;
        loaded = new Lazy<LoadedModel>(() => ModelSource.Load(Spec, options.Vocabulary is { } other ? ModelSource.VocabularyOf(other) : null));

        // The prior is over the same vocabulary, whatever else its SPEC says.
        prior = new Lazy<LoadedModel?>(() => options.Prior is { } spec ? ModelSource.Load(spec, Vocabulary) : null);
    }

    /// <exception cref="BadDataException">This party holds a distribution.</exception>
    public string Spec => options.Model
        ?? throw new BadDataException($"{options.Role} holds a distribution, and was asked for a model (allowed: one that was started with --model)");

    /// <exception cref="BadDataException">It cannot be read.</exception>
    public ILanguageModel Model => loaded.Value.Model;

    public Vocabulary Vocabulary => loaded.Value.Vocabulary;

    /// <summary>The cheap model that both parties have; null if this one was started with none.</summary>
    public ILanguageModel? Prior => prior.Value?.Model;

    /// <summary>Names it; empty if there is none.</summary>
    public string PriorDigest => prior.Value?.Digest ?? string.Empty;

    public void Dispose()
    {
        if (loaded.IsValueCreated)
        {
            loaded.Value.Dispose();
        }

        if (prior.IsValueCreated)
        {
            prior.Value?.Dispose();
        }
    }
}
