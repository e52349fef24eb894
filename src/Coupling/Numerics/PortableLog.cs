namespace Coupling.Numerics;

/// <summary>
/// The natural logarithm by IEEE + − × ÷ in a fixed order, without fused operations: the same bits on every machine.
/// The times that decide a sample are made of it, so it is part of the definition of the coins (docs/randomness.md §4).
/// </summary>
public static class PortableLog
{
    internal const double Sqrt2 = 1.4142135623730951;

    // ln 2 cut after 32 significant bits, so that e·Ln2High is exact for every exponent e, and the rest of it.
    internal const double Ln2High = 0.6931471803691238;
    internal const double Ln2Low = 1.9082149292705877e-10;
    private const double TwoTo54 = 18014398509481984.0;

    /// <summary>ln x within 1 ulp.</summary>
    /// <param name="x">Finite and greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="x"/> is 0, negative, infinite or NaN.</exception>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The logarithm takes a finite number greater than 0.");
        }

        int exponent = 0;
        if (!double.IsNormal(x))
        {
            x *= TwoTo54;
            exponent = -54;
        }

        // x = 2^exponent · m with m in [1, 2), then in (√2/2, √2].
        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > Sqrt2)
        {
            m *= 0.5;
            exponent++;
        }

        // ln(1+f) = 2 artanh(s) with s = f/(2+f): 2s + s·r, r = Σ 2z^k/(2k+1), z = s²; and 2s = f − f²/2 + s·f²/2.
        double f = m - 1;
        double s = f / (2 + f);
        double z = s * s;
        double r = 2.0 / 21;
        r = (r * z) + (2.0 / 19);
        r = (r * z) + (2.0 / 17);
        r = (r * z) + (2.0 / 15);
        r = (r * z) + (2.0 / 13);
        r = (r * z) + (2.0 / 11);
        r = (r * z) + (2.0 / 9);
        r = (r * z) + (2.0 / 7);
        r = (r * z) + (2.0 / 5);
        r = (r * z) + (2.0 / 3);
        r *= z;
        double half = 0.5 * f * f;
        double tail = half - ((s * (half + r)) + (exponent * Ln2Low));
        return (exponent * Ln2High) - (tail - f);
    }
}
