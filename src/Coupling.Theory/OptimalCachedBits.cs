namespace Coupling.Theory;

/// <summary>Bits of the optimal coupling whose distribution is shipped once and cached.</summary>
public static class OptimalCachedBits
{
    /// <summary>64·n/T from Alice to Bob: P as n doubles, spread over the T rounds that use it.</summary>
    /// <param name="items">n, at least 1.</param>
    /// <param name="rounds">T, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static BitLaw PerRound(int items, long rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        return new BitLaw(64.0 * items / rounds, 0);
    }
}
