namespace Coupling.Input;

/// <summary><c>PATH.json[#row][?normalize|logits]</c>: an array of numbers, or one row of an array of such arrays.</summary>
public sealed record JsonSpec(string Path, int? Row = null, NumberKind Numbers = NumberKind.Weights)
    : RowFileSpec(Path, Row, Numbers)
{
    public override string Kind => "json";
}
