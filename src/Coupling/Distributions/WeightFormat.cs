namespace Coupling.Distributions;

/// <summary>
/// How a weight is written on the wire: a binary16, or the upper bits of a binary64 or binary32 encoding. Weights are rounded to the nearest
/// number of the format, ties to even; numbers below its smallest normal one are subnormal, as in IEEE 754.
/// </summary>
public sealed class WeightFormat
{
    private const int DoubleFractionBits = 52;
    private const int SingleFractionBits = 23;
    private const int SingleBits = 32;

    /// <summary>The exponent of the smallest normal binary32; below it the steps stay as they are.</summary>
    private const int LowestSingleExponent = -126;

    private const int HalfFractionBits = 10;

    /// <summary>The same of binary16.</summary>
    private const int LowestHalfExponent = -14;

    private readonly int fractionBits;
    private readonly int lowestExponent;

    /// <param name="name">As in a mode's name.</param>
    /// <param name="width">9 + <paramref name="fractionBits"/> for a format made of upper bits of binary32.</param>
    /// <param name="fractionBits">1..23, or 52.</param>
    internal WeightFormat(string name, int width, int fractionBits)
        : this(name, width, fractionBits, LowestSingleExponent)
    {
    }

    private WeightFormat(string name, int width, int fractionBits, int lowestExponent)
    {
        Name = name;
        Width = width;
        this.fractionBits = fractionBits;
        this.lowestExponent = lowestExponent;
    }

    /// <summary>As it is: 64 bits, nothing is lost.</summary>
    public static WeightFormat Binary64 { get; } = new("binary64", 64, DoubleFractionBits);

    /// <summary>IEEE binary32: 32 bits.</summary>
    public static WeightFormat Binary32 { get; } = new("float32", SingleBits, SingleFractionBits);

    /// <summary>The upper half of binary32: 16 bits, of which 7 are of the fraction.</summary>
    public static WeightFormat BFloat16 { get; } = new("bfloat16", 16, 7);

    /// <summary>IEEE binary16: 16 bits, of which 10 are of the fraction. Weights below 2⁻¹⁴ are multiples of 2⁻²⁴.</summary>
    public static WeightFormat Binary16 { get; } = new("float16", 16, HalfFractionBits, LowestHalfExponent);

    public string Name { get; }

    /// <summary>Bits of a weight.</summary>
    public int Width { get; }

    /// <summary>Whether every weight arrives as it was.</summary>
    public bool IsExact => fractionBits == DoubleFractionBits;

    /// <summary>u: a weight in the normal range of the format is off by at most this share of itself; 0 if it is exact.</summary>
    public double UnitRoundoff => IsExact ? 0 : Math.ScaleB(1, -fractionBits - 1);

    /// <summary>A weight below the normal range is off by at most this; 0 if the format is exact.</summary>
    public double LargestSubnormalError => IsExact ? 0 : Math.ScaleB(1, lowestExponent - fractionBits - 1);

    private bool IsHalf => lowestExponent == LowestHalfExponent;

    /// <summary>The bits of the number of this format that is nearest to <paramref name="weight"/>.</summary>
    /// <param name="weight">0 (not −0.0), or a normal binary64 up to 2.</param>
    public ulong Encode(double weight) => IsExact
        ? BitConverter.DoubleToUInt64Bits(weight)
        : IsHalf
        ? BitConverter.HalfToUInt16Bits((Half)Nearest(weight))
        : BitConverter.SingleToUInt32Bits((float)Nearest(weight)) >> (SingleBits - Width);

    /// <summary>The number that <see cref="Width"/> bits stand for; any pattern, so it may be none that a weight can have.</summary>
    public double Decode(ulong bits) => IsExact
        ? BitConverter.UInt64BitsToDouble(bits)
        : IsHalf
        ? (double)BitConverter.UInt16BitsToHalf((ushort)bits)
        : BitConverter.UInt32BitsToSingle((uint)bits << (SingleBits - Width));

    /// <summary>Rounds once, from binary64: going by way of binary32 would round twice.</summary>
    private double Nearest(double weight)
    {
        if (weight == 0)
        {
            return 0;
        }

        // Scaling by a power of two is exact, and a multiple of the step is a number of the format.
        int exponent = Math.Max(Math.ILogB(weight), lowestExponent);
        double perStep = Math.ScaleB(1, fractionBits - exponent);
        return Math.Round(weight * perStep, MidpointRounding.ToEven) / perStep;
    }
}
