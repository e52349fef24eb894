namespace Coupling.Coins;

/// <summary>Uniform numbers of the open unit interval on the grid (k + ½)·2⁻⁵²: never 0, never 1, each exact in binary64.</summary>
public static class OpenUniform
{
    /// <summary>The smallest value that can occur; the largest is 1 minus it.</summary>
    public const double Smallest = 1.0 / (1L << 53);

    private const double Step = 1.0 / (1L << 52);

    /// <summary>(k + ½)·2⁻⁵² with k = the upper 52 of 64 random bits.</summary>
    public static double FromBits(ulong bits) => ((long)(bits >> 12) + 0.5) * Step;
}
