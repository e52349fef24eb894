namespace Coupling.Models;

/// <summary><c>truncated:ORDER,BITS@…</c>: a coarse copy of a model.</summary>
/// <param name="Order">1..<see cref="MaximumOrder"/>: the model sees the last ORDER − 1 tokens only.</param>
/// <param name="Bits">1..<see cref="MaximumBits"/>: its probabilities have so many.</param>
public sealed record Truncation(int Order, int Bits)
{
    public const int MaximumOrder = 4096;

    public const int MaximumBits = 32;
}
