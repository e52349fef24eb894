namespace Coupling.Cli.Requirements;

/// <summary>What the user asks of a run beyond its being valid: `[MODE.]FIELD OP NUMBER`.</summary>
/// <param name="Text">As the user wrote it.</param>
/// <param name="Mode">The mode that it is about; null for every mode.</param>
/// <param name="Field">The field of the mode.</param>
/// <param name="Comparison">How the field is compared.</param>
/// <param name="Bound">With what.</param>
internal sealed record Requirement(string Text, string? Mode, ModeField Field, Comparison Comparison, double Bound);
