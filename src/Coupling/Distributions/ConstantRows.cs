namespace Coupling.Distributions;

/// <summary>One row for every round.</summary>
public sealed class ConstantRows(Row row) : IRows
{
    public int AlphabetSize => row.Length;

    public bool IsConstant => true;

    public Row RowAt(long round) => row;
}
