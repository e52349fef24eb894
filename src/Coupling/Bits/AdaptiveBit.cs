namespace Coupling.Bits;

/// <summary>
/// The probability of a bit as its past tells it: the estimator of Krichevsky and Trofimov, (n₁ + ½) / (n₀ + n₁ + 1), in whole
/// numbers. Whoever codes and whoever decodes count the same bits, so both know it.
/// </summary>
public sealed class AdaptiveBit
{
    /// <summary>The largest weight of the two together that a coder takes.</summary>
    internal const uint LargestTotal = 1 << 24;

    /// <summary>2·n₀ + 1.</summary>
    public uint ZeroWeight { get; private set; } = 1;

    /// <summary>2·n₁ + 1.</summary>
    public uint OneWeight { get; private set; } = 1;

    /// <summary>Counts a bit, 0 or 1. After some 8 million bits it stays as it is.</summary>
    public void Count(int bit)
    {
        if (ZeroWeight + OneWeight >= LargestTotal)
        {
            return;
        }

        if (bit == 0)
        {
            ZeroWeight += 2;
        }
        else
        {
            OneWeight += 2;
        }
    }
}
