namespace Coupling.Input;

/// <summary><c>PATH.parquet[#row][?normalize|logits]</c>: a list of numbers, or a number of every column.</summary>
public sealed record ParquetSpec(string Path, int? Row = null, NumberKind Numbers = NumberKind.Weights)
    : RowFileSpec(Path, Row, Numbers)
{
    public override string Kind => "parquet";
}
