namespace Coupling.Input;

/// <summary><c>PATH.csv[#row][?normalize|logits]</c>: a line of numbers.</summary>
public sealed record CsvSpec(string Path, int? Row = null, NumberKind Numbers = NumberKind.Weights)
    : RowFileSpec(Path, Row, Numbers)
{
    public override string Kind => "csv";
}
