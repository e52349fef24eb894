using System.Runtime.InteropServices;

namespace Coupling.Coins;

/// <summary>The two open uniforms of many blocks of one round at once.</summary>
internal static class UniformBlocks
{
    /// <summary>Blocks of a call at most; what a caller needs on its stack.</summary>
    public const int Largest = 64;

    /// <param name="seed">The key.</param>
    /// <param name="purpose">Of the counter, as the next three.</param>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="order">0..255.</param>
    /// <param name="items">The counter's item word of each block; at most <see cref="Largest"/>.</param>
    /// <param name="low">Gets the uniform of each block's lower 64 bits.</param>
    /// <param name="high">Gets the uniform of its upper 64 bits.</param>
    public static void Fill(
        ulong seed, CoinPurpose purpose, long round, uint window, int order, ReadOnlySpan<uint> items, Span<double> low, Span<double> high)
    {
        low = low[..items.Length];
        high = high[..items.Length];
        WordBlocks.OfItems(
            seed, purpose, round, window, order, items, MemoryMarshal.Cast<double, ulong>(low), MemoryMarshal.Cast<double, ulong>(high));
        OpenUniform.FromBits(MemoryMarshal.Cast<double, ulong>(low), low);
        OpenUniform.FromBits(MemoryMarshal.Cast<double, ulong>(high), high);
    }
}
