namespace Coupling.Input;

/// <summary><c>PATH.npy[#row][?normalize|logits]</c>: an array of NumPy, or one row of a matrix.</summary>
public sealed record NpySpec(string Path, int? Row = null, NumberKind Numbers = NumberKind.Weights)
    : RowFileSpec(Path, Row, Numbers)
{
    public override string Kind => "npy";
}
