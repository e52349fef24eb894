using Coupling.Speculation;

namespace Coupling.Party.Speculation;

/// <summary>One party's side of a text, with the models' sessions that it has.</summary>
internal sealed class TextSide(ISpeculator speculator, IModelSession own, IModelSession? prior) : IDisposable
{
    public ISpeculator Speculator => speculator;

    /// <summary>Reads tokens that are text already.</summary>
    public void Append(ReadOnlySpan<int> tokens)
    {
        own.Append(tokens);
        prior?.Append(tokens);
    }

    public void Dispose()
    {
        own.Dispose();
        prior?.Dispose();
    }
}
