using Coupling.Speculation;

namespace Coupling.Models;

/// <summary>A model that is ready to read.</summary>
public sealed class LoadedModel : IDisposable
{
    private readonly IDisposable? owned;

    internal LoadedModel(ModelSpec spec, ILanguageModel model, Vocabulary vocabulary, string digest, IDisposable? owned)
    {
        Spec = spec;
        Model = model;
        Vocabulary = vocabulary;
        Digest = digest;
        this.owned = owned;
    }

    /// <summary>What it was loaded from.</summary>
    public ModelSpec Spec { get; }

    /// <summary>May be used by several threads; its sessions may not.</summary>
    public ILanguageModel Model { get; }

    /// <summary>What its tokens are.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>SHA-256, in lower-case hex, over all that its rows depend on: the files' contents, the vocabulary's digest and the SPEC but for its paths.</summary>
    public string Digest { get; }

    /// <summary>Sessions must be closed before.</summary>
    public void Dispose() => owned?.Dispose();
}
