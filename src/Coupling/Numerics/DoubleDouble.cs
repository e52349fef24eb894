namespace Coupling.Numerics;

/// <summary>
/// An unevaluated sum High + Low of two doubles with |Low| ≤ ½ ulp(High): about 106 bits of significand. Operations
/// are built from IEEE + − × ÷ in a fixed order, so that they give the same bits on every machine.
/// </summary>
/// <remarks>
/// Valid while no intermediate overflows or underflows: operands below 2^990 in magnitude, products that are 0 or
/// above 2^-960. There are no checks; callers keep to that.
/// </remarks>
internal readonly struct DoubleDouble(double high, double low)
{
    // 2^27 + 1: splits a 53-bit significand into two halves of at most 26 bits, whose products are exact.
    private const double Splitter = 134217729;

    public double High { get; } = high;

    public double Low { get; } = low;

    /// <summary>a + b exactly.</summary>
    public static DoubleDouble Sum(double a, double b)
    {
        double sum = a + b;
        double bRounded = sum - a;
        double aRounded = sum - bRounded;
        return new DoubleDouble(sum, (a - aRounded) + (b - bRounded));
    }

    /// <summary>a · b exactly (Dekker's product over Veltkamp's splitting; no fused multiply-add).</summary>
    public static DoubleDouble Product(double a, double b)
    {
        double product = a * b;
        (double aHigh, double aLow) = Split(a);
        (double bHigh, double bLow) = Split(b);
        double error = (((aHigh * bHigh) - product) + (aHigh * bLow) + (aLow * bHigh)) + (aLow * bLow);
        return new DoubleDouble(product, error);
    }

    /// <summary>a ÷ b with a relative error of a few 2^-105.</summary>
    public static DoubleDouble Quotient(double a, DoubleDouble b)
    {
        double quotient = a / b.High;
        DoubleDouble back = Product(quotient, b.High);
        double remainder = ((a - back.High) - back.Low) - (quotient * b.Low);
        return Renormalise(quotient, remainder / b.High);
    }

    /// <summary>This + <paramref name="other"/>; precise unless the two nearly cancel.</summary>
    public DoubleDouble Plus(DoubleDouble other)
    {
        DoubleDouble sum = Sum(High, other.High);
        return Renormalise(sum.High, sum.Low + (Low + other.Low));
    }

    /// <summary>This · <paramref name="other"/> with a relative error of a few 2^-104.</summary>
    public DoubleDouble Times(DoubleDouble other)
    {
        DoubleDouble product = Product(High, other.High);
        return Renormalise(product.High, product.Low + ((High * other.Low) + (Low * other.High)));
    }

    /// <summary>This · <paramref name="other"/> with a relative error of a few 2^-104.</summary>
    public DoubleDouble Times(double other)
    {
        DoubleDouble product = Product(High, other);
        return Renormalise(product.High, product.Low + (Low * other));
    }

    // Requires |low| ≤ |high| or high = 0, which the operations above guarantee.
    private static DoubleDouble Renormalise(double high, double low)
    {
        double sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }

    private static (double High, double Low) Split(double value)
    {
        double scaled = Splitter * value;
        double high = scaled - (scaled - value);
        return (high, value - high);
    }
}
