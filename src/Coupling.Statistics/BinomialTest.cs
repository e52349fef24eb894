namespace Coupling.Statistics;

/// <summary>Is a number of successes compatible with a known probability?</summary>
public static class BinomialTest
{
    /// <summary>How far a probability that is 0 or 1 in truth may be off by the rounding of the sums it came from.</summary>
    private const double RoundingOfCertainty = 1e-12;

    /// <summary>The most that reading such a probability as certain may cost in false alarms.</summary>
    private const double FalseAlarmOfCertainty = 1e-3;

    /// <summary>
    /// The exact two-sided p-value, 2·min(Pr[X ≤ successes], Pr[X ≥ successes]) for X ~ Bin(trials, probability), at
    /// most 1. It may underflow to 0.
    /// </summary>
    /// <param name="successes">0..<paramref name="trials"/>.</param>
    /// <param name="trials">0..2^53; no trial gives 1.</param>
    /// <param name="probability">
    /// In 0..1 up to rounding, clamped. Within min(1e-12, 1e-3/trials) of 0 or 1 it is taken for 0 or 1: a closed form
    /// that equals 1 comes out as 1 ± 1e-16, and one contradiction must then give 0. The second bound keeps a law that
    /// truly is that close from being refused with probability above 1e-3, however many trials there are.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range, or the probability is off by more than
    /// 1e-9.</exception>
    public static double TwoSided(long successes, long trials, double probability)
    {
        BinomialCount.Check(successes, trials);
        if (!(probability >= -1e-9 && probability <= 1 + 1e-9))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "allowed: 0 to 1");
        }

        if (trials == 0)
        {
            return 1;
        }

        double certain = Math.Min(RoundingOfCertainty, FalseAlarmOfCertainty / trials);
        if (probability <= certain)
        {
            return successes == 0 ? 1 : 0;
        }

        if (1 - probability <= certain)
        {
            return successes == trials ? 1 : 0;
        }

        double smaller = Math.Min(AtMost(successes, trials, probability), AtLeast(successes, trials, probability));
        return Math.Min(1, 2 * smaller);
    }

    // Pr[X ≤ k] = I_{1−p}(n − k, k + 1), Pr[X ≥ k] = I_p(k, n − k + 1): DLMF 8.17.5.
    private static double AtMost(long k, long n, double p) =>
        k == n ? 1 : RegularizedBeta.Lower(n - k, k + 1, 1 - p, p);

    private static double AtLeast(long k, long n, double p) =>
        k == 0 ? 1 : RegularizedBeta.Lower(k, n - k + 1, p, 1 - p);
}
