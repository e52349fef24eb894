using Coupling.Distributions;
using Coupling.Speculation;

namespace Coupling.Models;

/// <summary>Another model, each of its rows mapped.</summary>
internal sealed class MappedModel(ILanguageModel inner, IRowMap map) : ILanguageModel
{
    public int AlphabetSize => inner.AlphabetSize;

    public IModelSession Open() => new Session(inner.Open(), map);

    private sealed class Session(IModelSession inner, IRowMap map) : IModelSession
    {
        public int Length => inner.Length;

        public void Append(ReadOnlySpan<int> tokens) => inner.Append(tokens);

        public Row NextRow() => map.Apply(inner.NextRow());

        public IReadOnlyList<Row> Score(ReadOnlySpan<int> drafts) => [.. inner.Score(drafts).Select(map.Apply)];

        public void Rewind(int length) => inner.Rewind(length);

        public void Dispose() => inner.Dispose();
    }
}
