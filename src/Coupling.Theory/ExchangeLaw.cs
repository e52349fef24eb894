using System.Numerics;

namespace Coupling.Theory;

/// <summary>How much of an exchange is made when m found rounds are named together: docs/theory.md, section 17.3.</summary>
public static class ExchangeLaw
{
    /// <summary>
    /// The share of givers that give, and of takers that take: 1 − Pr[W = 0] − Σ_{k≥1} r^(k−1)·Pr[W = k], r = D/(1 + D), where W is the
    /// takers less the givers less the spares of the other m − 1 rounds.
    /// </summary>
    /// <remarks>
    /// The probabilities of W come from its characteristic function, by a sum over as many points as W can reach: exact but for rounding.
    /// </remarks>
    /// <param name="named">m, 1..2^16.</param>
    /// <param name="totalVariation">D, in 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static double Share(int named, double totalVariation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(named, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(named, 1 << 16);
        if (!(totalVariation is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(totalVariation), totalVariation, "allowed: 0 to 1");
        }

        // W is near −m·D/2, with a standard deviation below √(2m).
        int points = 128 + (int)Math.Ceiling((named * totalVariation / 2) + (18 * Math.Sqrt(named)));
        double sum = 0;
        for (int point = 0; point < points; point++)
        {
            var turn = Complex.FromPolarCoordinates(1, 2 * Math.PI * point / points);
            Complex back = Complex.Conjugate(turn);
            sum += (Power(Step(turn, back, totalVariation), named - 1) * Missed(back, totalVariation)).Real;
        }

        return Math.Clamp(1 - (sum / points), 0, 1);
    }

    // E[e^(iθW)] of one round: a taker, a late round that takes no part, an early one, a giver; early rounds have spares besides.
    private static Complex Step(Complex turn, Complex back, double d)
    {
        Complex spares = 1 / (1 + d - (d * back));
        return ((d + ((1 - d) * turn)) + ((d + ((1 - d) * back)) * spares)) / 2;
    }

    // 1 + Σ_{k≥1} r^(k−1)·e^(−ikθ)
    private static Complex Missed(Complex back, double d) => 1 + (back / (1 - (d / (1 + d) * back)));

    private static Complex Power(Complex value, int exponent)
    {
        Complex power = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) == 0 ? power : power * value;
            value *= value;
        }

        return power;
    }
}
