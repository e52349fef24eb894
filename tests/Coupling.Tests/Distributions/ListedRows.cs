using Coupling.Distributions;

namespace Coupling.Tests;

/// <summary>A workload in memory, that says which rows were asked for.</summary>
internal sealed class ListedRows(params Row[] rows) : IRowSource
{
    public List<int> Asked { get; } = [];

    public int Rows => rows.Length;

    public int AlphabetSize => rows[0].Length;

    public Row RowAt(int index)
    {
        Asked.Add(index);
        return rows[index];
    }
}
