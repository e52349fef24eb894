namespace Coupling.Bits;

/// <summary>The rule that every value on the wire obeys: 0 ≤ width ≤ 64 and value &lt; 2^width.</summary>
public static class BitWidth
{
    /// <summary>⌈log2 n⌉: the bits that name one of n things.</summary>
    public static int ToName(int n) => n <= 1 ? 0 : 32 - int.LeadingZeroCount(n - 1);

    internal static void Check(ulong value, int width)
    {
        Check(width);
        if (width < 64 && value >> width != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"Does not fit in {width} bits.");
        }
    }

    internal static void Check(int width)
    {
        if (width is < 0 or > 64)
        {
            throw new ArgumentOutOfRangeException(nameof(width), width, "A width is 0 to 64 bits.");
        }
    }
}
