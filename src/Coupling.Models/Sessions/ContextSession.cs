using Coupling.Distributions;
using Coupling.Speculation;

namespace Coupling.Models;

/// <summary>A text as a model reads it that looks at the last tokens only: nothing but the tokens is kept.</summary>
internal sealed class ContextSession(IContextModel model) : IModelSession
{
    private readonly TokenText text = new(model.AlphabetSize);

    public int Length => text.Length;

    public void Append(ReadOnlySpan<int> tokens) => text.Append(tokens);

    public Row NextRow() => model.RowAfter(text.Last(model.Window));

    public IReadOnlyList<Row> Score(ReadOnlySpan<int> drafts)
    {
        int before = Length;
        text.Append(drafts);
        var rows = new Row[drafts.Length + 1];
        for (int i = 0; i < rows.Length; i++)
        {
            int end = before + i;
            rows[i] = model.RowAfter(text.Tokens[Math.Max(0, end - model.Window)..end]);
        }

        return rows;
    }

    public void Rewind(int length) => text.Rewind(length);

    public void Dispose()
    {
    }
}
