using Coupling.Distributions;
using Coupling.Speculation;

namespace Coupling.Models;

/// <summary>Another model that is shown the last few tokens only, as if the text began with them.</summary>
internal sealed class WindowedModel(ILanguageModel inner, int window) : IContextModel
{
    public int AlphabetSize => inner.AlphabetSize;

    public int Window => window;

    public IModelSession Open() => new ContextSession(this);

    public Row RowAfter(ReadOnlySpan<int> context)
    {
        using IModelSession session = inner.Open();
        session.Append(context);
        return session.NextRow();
    }
}
