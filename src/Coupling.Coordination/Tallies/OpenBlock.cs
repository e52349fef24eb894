namespace Coupling.Coordination.Tallies;

/// <summary>The content of a block of a digest that is not full yet.</summary>
/// <param name="Alice">Her samples, int32 little-endian.</param>
/// <param name="Bob">His samples.</param>
/// <param name="Units">Payload bits a→b and b→a of the units that ended in it, uint64 little-endian.</param>
internal readonly record struct OpenBlock(ReadOnlyMemory<byte> Alice, ReadOnlyMemory<byte> Bob, ReadOnlyMemory<byte> Units);
