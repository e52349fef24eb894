namespace Coupling.Numerics;

/// <summary>e^x from IEEE + − × ÷ in a fixed order: the same bits on every machine.</summary>
/// <remarks>
/// x = k·ln 2 + r with |r| ≤ ½ ln 2, then e^r = 1 + r + r²·q(r) where q is the Taylor series up to r^15 (the first
/// term left out is below 2^-68). The sum 1 + r is exact and r's own rounding error is carried along, so that the
/// result stays within 0.6 ulp before scaling by 2^k; a subnormal result is rounded once more, within 1 ulp.
/// </remarks>
public static class PortableExp
{
    // ln 2 in two parts. The first has 41 bits, so that k times it is exact for every k that occurs (|k| < 2^11).
    internal const double Ln2High = 0.693147180559663;
    internal const double Ln2Low = 2.8235290563031577e-13;

    private const double InverseLn2 = 1.4426950408889634;

    // Beyond these the result is +∞ or rounds to 0, whatever the low part.
    private const double Overflows = 710;
    private const double Vanishes = -746;

    /// <summary>e^x to 1 ulp.</summary>
    /// <param name="x">Any number; above about 709.78 the result is +∞, below about −745.13 it is 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="x"/> is NaN.</exception>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "e^x needs a number.");
        }

        return Exp(new DoubleDouble(x, 0));
    }

    /// <summary>e^(High + Low), for the sake of powers, whose exponent must not be rounded first.</summary>
    internal static double Exp(DoubleDouble x)
    {
        if (x.High > Overflows)
        {
            return double.PositiveInfinity;
        }

        if (x.High < Vanishes)
        {
            return 0;
        }

        double k = Math.Floor((x.High * InverseLn2) + 0.5);
        // Exact: the product by the choice of Ln2High, the difference because the two are within a factor of 2.
        double coarse = x.High - (k * Ln2High);
        DoubleDouble r = DoubleDouble.Sum(coarse, x.Low - (k * Ln2Low));
        return Scale(OfReduced(r), (int)k);
    }

    private static double OfReduced(DoubleDouble r)
    {
        double x = r.High;
        double q = 1.0 / 1307674368000;
        q = (q * x) + (1.0 / 87178291200);
        q = (q * x) + (1.0 / 6227020800);
        q = (q * x) + (1.0 / 479001600);
        q = (q * x) + (1.0 / 39916800);
        q = (q * x) + (1.0 / 3628800);
        q = (q * x) + (1.0 / 362880);
        q = (q * x) + (1.0 / 40320);
        q = (q * x) + (1.0 / 5040);
        q = (q * x) + (1.0 / 720);
        q = (q * x) + (1.0 / 120);
        q = (q * x) + (1.0 / 24);
        q = (q * x) + (1.0 / 6);
        q = (q * x) + 0.5;

        double sum = 1 + x;
        double lost = x - (sum - 1);
        return sum + (lost + ((x * x * q) + (r.Low + (r.Low * x))));
    }

    // Two factors, because 2^k alone overflows at k = 1024 and is subnormal below -1022. Only the last one can round.
    private static double Scale(double value, int k) => k switch
    {
        > 1023 => value * PowerOfTwo(k - 1) * 2,
        < -1022 => value * PowerOfTwo(k + 100) * PowerOfTwo(-100),
        _ => value * PowerOfTwo(k),
    };

    // k in -1022..1023.
    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((k + 1023L) << 52);
}
