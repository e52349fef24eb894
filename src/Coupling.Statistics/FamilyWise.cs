namespace Coupling.Statistics;

/// <summary>One error rate for a family of independent tests.</summary>
public static class FamilyWise
{
    /// <summary>
    /// Šidák's level 1 − (1 − α)^(1/m): m independent tests at this level raise any false alarm with probability α.
    /// </summary>
    /// <param name="alpha">The family's error rate, in (0, 1).</param>
    /// <param name="tests">m, the number of tests, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static double PerTest(double alpha, int tests)
    {
        if (!(alpha > 0 && alpha < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "allowed: above 0 and below 1");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(tests, 1);

        // Not 1 - Math.Pow(1 - alpha, 1 / m): that loses every digit of a small level. ln(1 − α) = −2·artanh(α/(2 − α)).
        return -ExponentialMinusOne.Of(-2 * Math.Atanh(alpha / (2 - alpha)) / tests);
    }
}
