using Coupling.Cli.Benching;

namespace Coupling.Benchmarks.Comparing;

/// <summary>A ratio of two contestants, and what it is to be.</summary>
/// <param name="Slower">Its time is divided …</param>
/// <param name="Faster">… by the time of this one.</param>
/// <param name="Bound">With AVX-512. Without, half of the advantage will do.</param>
/// <param name="IsAtMost">Whether the ratio is to be small.</param>
internal sealed record Claim(string Slower, string Faster, double Bound, bool IsAtMost = false)
{
    /// <summary>The bound on this machine.</summary>
    public double BoundHere => InstructionPath.IsAvx512 ? Bound : IsAtMost ? 2 * Bound : Bound / 2;

    public bool Holds(double ratio) => IsAtMost ? ratio <= BoundHere : ratio >= BoundHere;
}
