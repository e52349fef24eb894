namespace Coupling.Statistics;

/// <summary>The exact confidence interval for a binomial probability.</summary>
/// <remarks>Source: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934). It covers with at least the stated
/// confidence, for every probability and every number of trials.</remarks>
public static class ClopperPearson
{
    /// <summary>The limits at which each tail of the binomial law holds (1 − confidence)/2.</summary>
    /// <param name="successes">0..<paramref name="trials"/>.</param>
    /// <param name="trials">0..2^53; no trial gives [0, 1]. Tested up to 2^40, where a limit is good to 1e-14.</param>
    /// <param name="confidence">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Interval Interval(long successes, long trials, double confidence)
    {
        BinomialCount.Check(successes, trials);
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "allowed: above 0 and below 1");
        }

        double tail = (1 - confidence) / 2;
        return new Interval(Low(successes, trials, tail), High(successes, trials, tail), confidence);
    }

    private static double Low(long successes, long trials, double tail) =>
        successes == 0 ? 0
        : successes == trials ? Math.Exp(Math.Log(tail) / trials)
        : BetaQuantile.OfLowerTail(successes, trials - successes + 1, tail);

    private static double High(long successes, long trials, double tail) =>
        successes == trials ? 1
        : successes == 0 ? -ExponentialMinusOne.Of(Math.Log(tail) / trials)
        : BetaQuantile.OfUpperTail(successes + 1, trials - successes, tail);
}
