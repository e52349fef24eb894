using Coupling.Bits;
using Coupling.Distributions;

namespace Coupling.Protocols;

/// <summary>
/// How Alice tells her row in a few bits, before a unit of `budget:B` spends the others: all its weights, or those of N items picked at
/// even steps of its distribution function. No coins, and nothing that a sample hangs on. docs/protocols/budget.md.
/// </summary>
internal readonly record struct BudgetSketch
{
    /// <summary>A weight is the first bits of its binary32 after the sign: 8 of exponent, 16 of fraction.</summary>
    public const int WeightBits = 24;

    /// <summary>More picks tell hardly more.</summary>
    private const int MostPicks = 256;

    /// <summary>Fewer say too little to act on.</summary>
    private const int FewestPicks = 24;

    /// <summary>It takes one bit of so many of the cap; fewer than <see cref="FewestPicks"/> are rounded up if they take no more than one of <see cref="LargestShare"/>.</summary>
    private const int Share = 8;

    private const int LargestShare = 4;

    private const int DroppedFraction = 7;

    /// <param name="cap">Bits of the unit.</param>
    /// <param name="items">n.</param>
    public BudgetSketch(long cap, int items)
    {
        long free = cap / Share;
        int pickBits = BitWidth.ToName(items) + WeightBits;
        IsWhole = (long)items * WeightBits <= Math.Max(free, FewestPicks * (long)pickBits);
        Points = IsWhole ? items : (int)Math.Clamp(free / pickBits, FewestPicks, MostPicks);
        IsTold = items > 1 && Points * (long)(IsWhole ? WeightBits : pickBits) <= cap / LargestShare;
    }

    /// <summary>Whether all weights are told, in the order of items.</summary>
    public bool IsWhole { get; }

    /// <summary>How many weights are told.</summary>
    public int Points { get; }

    /// <summary>Whether it is worth telling. One item is the same for all.</summary>
    public bool IsTold { get; }

    /// <summary>The code of a weight, cut off: 0 for one below 2^−133.</summary>
    public static ulong Encode(double weight) => WeightFormat.Binary32.Encode(weight) >> DroppedFraction;

    /// <summary>The weight of a code.</summary>
    /// <exception cref="Bits.WireProtocolException">It is above 1.</exception>
    public static double Decode(ulong code)
    {
        double weight = BitConverter.UInt32BitsToSingle((uint)(code << DroppedFraction));
        return weight <= 1 ? weight : throw new WireProtocolException($"No weight has the code {code}.");
    }

    /// <summary>The items whose weights are told, in this order: all, or for i = 0..N−1 the first whose cumulative weight is above (i + ½)/N.</summary>
    public int[] ItemsOf(Row row)
    {
        int[] picked = new int[Points];
        if (IsWhole)
        {
            return [.. Enumerable.Range(0, Points)];
        }

        int item = 0;
        double cumulative = row[0];
        for (int pick = 0; pick < Points; pick++)
        {
            while (cumulative <= (pick + 0.5) / Points && item < row.Length - 1)
            {
                item++;
                cumulative += row[item];
            }

            picked[pick] = item;
        }

        return picked;
    }
}
