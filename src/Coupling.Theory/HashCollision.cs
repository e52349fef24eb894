namespace Coupling.Theory;

/// <summary>Two different darts whose hashes agree.</summary>
internal static class HashCollision
{
    /// <summary>A dart's hash has 64 bits.</summary>
    private const int MaximumBits = 64;

    /// <summary>2⁻ᶜ, for c in 0..64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">c is out of range.</exception>
    public static double Probability(int hashBits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hashBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hashBits, MaximumBits);
        return Math.ScaleB(1, -hashBits);
    }
}
