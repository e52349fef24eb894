using Coupling.Protocols;

namespace Coupling.Theory;

/// <summary>Bits of the optimal coupling by shipping P: docs/theory.md, section 11.</summary>
public static class OptimalBits
{
    /// <summary>w·n bits from Alice to Bob, w = 64, 32 or 16; shipped once, they are spread over the T rounds that use them.</summary>
    /// <param name="optimal">Says when P is shipped, and how.</param>
    /// <param name="items">n, at least 1.</param>
    /// <param name="rounds">T, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static BitLaw PerRound(Optimal optimal, int items, long rounds)
    {
        ArgumentNullException.ThrowIfNull(optimal);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        return new BitLaw((double)optimal.ShippedBits(items) / (optimal.Cached ? rounds : 1), 0);
    }
}
