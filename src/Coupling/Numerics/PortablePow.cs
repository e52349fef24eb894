namespace Coupling.Numerics;

/// <summary>x^y from IEEE + − × ÷ in a fixed order: the same bits on every machine.</summary>
/// <remarks>
/// x^y = e^(y·ln x). An error in the exponent becomes a relative error of the result, and the exponent goes up to 745,
/// so ln x is taken to about 70 bits in double-double arithmetic. x = 2^e·m with m in [√½, √2), and with
/// s = (m − 1) ÷ (m + 1), |s| &lt; 0.172: ln m = 2·(s + s³/3 + s⁵/5 + …), the first three terms in double-double, the
/// next twelve in double.
/// </remarks>
public static class PortablePow
{
    private const double Sqrt2 = 1.4142135623730951;
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo54 = 18014398509481984;

    // |ln x| is 0 or above 2^-54 and at most 745: outside these, y decides alone, and the splitting inside the
    // products would overflow or underflow.
    private const double HugeExponent = 36893488147419103232.0; // 2^65
    private const double TinyExponent = 1 / HugeExponent;

    private static readonly DoubleDouble Third = new(1.0 / 3, 1.850371707708594e-17);
    private static readonly DoubleDouble Fifth = new(0.2, -1.1102230246251566e-17);

    /// <summary>x^y to 1 ulp; overflow gives +∞, underflow is gradual.</summary>
    /// <param name="x">Above 0 and finite.</param>
    /// <param name="y">Finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Pow(double x, double y)
    {
        if (!double.IsFinite(x) || x <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The base must be above 0 and finite.");
        }

        if (!double.IsFinite(y))
        {
            throw new ArgumentOutOfRangeException(nameof(y), y, "The exponent must be finite.");
        }

        if (x == 1 || Math.Abs(y) < TinyExponent)
        {
            return 1;
        }

        if (Math.Abs(y) > HugeExponent)
        {
            return (y > 0) == (x > 1) ? double.PositiveInfinity : 0;
        }

        return PortableExp.Exp(Log(x).Times(y));
    }

    private static DoubleDouble Log(double x)
    {
        (double m, int e) = Decompose(x);
        DoubleDouble s = DoubleDouble.Quotient(m - 1, DoubleDouble.Sum(m, 1));
        DoubleDouble z = s.Times(s);
        DoubleDouble inner = z.Times(Fifth.Plus(new DoubleDouble(z.High * Tail(z.High), 0))).Plus(Third);
        DoubleDouble half = s.Plus(s.Times(z).Times(inner));
        var logOfM = new DoubleDouble(2 * half.High, 2 * half.Low);
        return e == 0
            ? logOfM
            : DoubleDouble.Sum(e * PortableExp.Ln2High, e * PortableExp.Ln2Low).Plus(logOfM);
    }

    // 1/7 + z/9 + … + z^11/29; what is left out is below 2^-76 of the logarithm.
    private static double Tail(double z)
    {
        double sum = 1.0 / 29;
        for (int odd = 27; odd >= 7; odd -= 2)
        {
            sum = (sum * z) + (1.0 / odd);
        }

        return sum;
    }

    // x = m · 2^e with m in [√½, √2), read off the bits.
    private static (double M, int E) Decompose(double x)
    {
        int e = 0;
        if (x < SmallestNormal)
        {
            x *= TwoTo54;
            e = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        e += (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        return m >= Sqrt2 ? (m / 2, e + 1) : (m, e);
    }
}
