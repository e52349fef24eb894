namespace Coupling.Lockstep;

/// <summary>What <see cref="LocalPair"/> drew.</summary>
/// <param name="Alice">Alice's samples, one per round.</param>
/// <param name="Bob">Bob's samples, one per round.</param>
/// <param name="AliceToBob">Payload bits of each unit; empty for a silent mode.</param>
/// <param name="BobToAlice">Payload bits of each unit; empty for a silent mode.</param>
/// <param name="Turns">Turns of the batch, both directions.</param>
public sealed record LocalResult(int[] Alice, int[] Bob, long[] AliceToBob, long[] BobToAlice, int Turns);
