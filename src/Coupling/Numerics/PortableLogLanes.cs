using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coupling.Numerics;

/// <summary>
/// <see cref="PortableLog"/> of many numbers at once: the same operations in the same order in every lane, so the same bits. The runtime
/// never fuses a product and a sum that are written apart.
/// </summary>
internal static class PortableLogLanes
{
    private const long Fraction = 0x000F_FFFF_FFFF_FFFF;
    private const long OneExponent = 0x3FF0_0000_0000_0000;

    // 2^52 + 2^51: added to a small integer's bits and taken off the number again, it turns the integer into a number, exactly.
    private const long Magic = 0x4338_0000_0000_0000;
    private const double MagicNumber = 6755399441055744.0;

    /// <summary>ln x of normal numbers greater than 0; of others, anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x)
    {
        Vector256<long> bits = x.AsInt64();
        Vector256<long> exponent = (bits >> 52) - Vector256.Create(1023L);
        Vector256<double> m = ((bits & Vector256.Create(Fraction)) | Vector256.Create(OneExponent)).AsDouble();
        Vector256<double> upper = Vector256.GreaterThan(m, Vector256.Create(PortableLog.Sqrt2));
        m = Vector256.ConditionalSelect(upper, m * 0.5, m);

        // A comparison that holds is −1.
        Vector256<double> e = ((exponent - upper.AsInt64()) + Vector256.Create(Magic)).AsDouble() - Vector256.Create(MagicNumber);

        Vector256<double> f = m - Vector256<double>.One;
        Vector256<double> s = f / (Vector256.Create(2.0) + f);
        Vector256<double> z = s * s;
        Vector256<double> r = Vector256.Create(2.0 / 21);
        r = (r * z) + Vector256.Create(2.0 / 19);
        r = (r * z) + Vector256.Create(2.0 / 17);
        r = (r * z) + Vector256.Create(2.0 / 15);
        r = (r * z) + Vector256.Create(2.0 / 13);
        r = (r * z) + Vector256.Create(2.0 / 11);
        r = (r * z) + Vector256.Create(2.0 / 9);
        r = (r * z) + Vector256.Create(2.0 / 7);
        r = (r * z) + Vector256.Create(2.0 / 5);
        r = (r * z) + Vector256.Create(2.0 / 3);
        r *= z;
        Vector256<double> half = Vector256.Create(0.5) * f * f;
        Vector256<double> tail = half - ((s * (half + r)) + (e * Vector256.Create(PortableLog.Ln2Low)));
        return (e * Vector256.Create(PortableLog.Ln2High)) - (tail - f);
    }

    /// <summary>The same in wider lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        Vector512<long> bits = x.AsInt64();
        Vector512<long> exponent = (bits >> 52) - Vector512.Create(1023L);
        Vector512<double> m = ((bits & Vector512.Create(Fraction)) | Vector512.Create(OneExponent)).AsDouble();
        Vector512<double> upper = Vector512.GreaterThan(m, Vector512.Create(PortableLog.Sqrt2));
        m = Vector512.ConditionalSelect(upper, m * 0.5, m);

        // A comparison that holds is −1.
        Vector512<double> e = ((exponent - upper.AsInt64()) + Vector512.Create(Magic)).AsDouble() - Vector512.Create(MagicNumber);

        Vector512<double> f = m - Vector512<double>.One;
        Vector512<double> s = f / (Vector512.Create(2.0) + f);
        Vector512<double> z = s * s;
        Vector512<double> r = Vector512.Create(2.0 / 21);
        r = (r * z) + Vector512.Create(2.0 / 19);
        r = (r * z) + Vector512.Create(2.0 / 17);
        r = (r * z) + Vector512.Create(2.0 / 15);
        r = (r * z) + Vector512.Create(2.0 / 13);
        r = (r * z) + Vector512.Create(2.0 / 11);
        r = (r * z) + Vector512.Create(2.0 / 9);
        r = (r * z) + Vector512.Create(2.0 / 7);
        r = (r * z) + Vector512.Create(2.0 / 5);
        r = (r * z) + Vector512.Create(2.0 / 3);
        r *= z;
        Vector512<double> half = Vector512.Create(0.5) * f * f;
        Vector512<double> tail = half - ((s * (half + r)) + (e * Vector512.Create(PortableLog.Ln2Low)));
        return (e * Vector512.Create(PortableLog.Ln2High)) - (tail - f);
    }
}
