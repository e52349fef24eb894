using Coupling.Distributions;

namespace Coupling.Speculation.Tests;

public sealed class TableSession(TableModel model) : IModelSession
{
    private readonly List<int> text = [];

    public IReadOnlyList<int> Text => text;

    public int Length => text.Count;

    /// <summary>How often <see cref="Score"/> was called.</summary>
    public int Scored { get; private set; }

    public void Append(ReadOnlySpan<int> tokens)
    {
        foreach (int token in tokens)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)model.AlphabetSize, nameof(tokens));
            text.Add(token);
        }
    }

    public Row NextRow() => model.RowAfter(text);

    public IReadOnlyList<Row> Score(ReadOnlySpan<int> drafts)
    {
        Scored++;
        var rows = new List<Row> { NextRow() };
        foreach (int draft in drafts)
        {
            Append([draft]);
            rows.Add(NextRow());
        }

        return rows;
    }

    public void Rewind(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, text.Count);
        text.RemoveRange(length, text.Count - length);
    }

    public void Dispose()
    {
    }
}
