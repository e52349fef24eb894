namespace Coupling.Speculation;

/// <summary>A pass that <see cref="LocalSpeculation"/> conducted.</summary>
/// <param name="Pass">What it gave.</param>
/// <param name="BitsUp">Payload bits from drafter to target.</param>
/// <param name="BitsDown">Payload bits from target to drafter.</param>
/// <param name="Turns">Turns of both; 2 if the drafter speaks and the target answers.</param>
public sealed record LocalPass(Pass Pass, long BitsUp, long BitsDown, int Turns);
