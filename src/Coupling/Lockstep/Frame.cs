namespace Coupling.Lockstep;

/// <summary>All bits of one turn of one batch.</summary>
/// <param name="Bits">
/// The bits, most significant first, padded with zeros to whole bytes. What a <see cref="BatchRunner"/> gives is lent: it holds until
/// that runner is called again.
/// </param>
/// <param name="BitLength">How many of them count; at least 1.</param>
public readonly record struct Frame(ReadOnlyMemory<byte> Bits, long BitLength)
{
    /// <summary>The same bits in memory of their own.</summary>
    public Frame Copy() => new(Bits.ToArray(), BitLength);
}
