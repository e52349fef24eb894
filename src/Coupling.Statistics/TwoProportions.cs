using MathNet.Numerics.Distributions;

namespace Coupling.Statistics;

/// <summary>Do two independent samples have the same probability of success?</summary>
public static class TwoProportions
{
    /// <summary>
    /// The two-sided p-value of the score test with pooled variance. It is asymptotic: fit for display, not for a verdict.
    /// 1 where both samples are all successes, or all failures, or one is empty.
    /// </summary>
    /// <param name="firstSuccesses">0..<paramref name="firstTrials"/>.</param>
    /// <param name="firstTrials">0..2^53.</param>
    /// <param name="secondSuccesses">0..<paramref name="secondTrials"/>.</param>
    /// <param name="secondTrials">0..2^53.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range.</exception>
    public static double TwoSided(long firstSuccesses, long firstTrials, long secondSuccesses, long secondTrials)
    {
        BinomialCount.Check(firstSuccesses, firstTrials);
        BinomialCount.Check(secondSuccesses, secondTrials);
        double pooled = ((double)firstSuccesses + secondSuccesses) / ((double)firstTrials + secondTrials);
        double variance = pooled * (1 - pooled) * ((1.0 / firstTrials) + (1.0 / secondTrials));
        if (!(variance > 0) || firstTrials == 0 || secondTrials == 0)
        {
            return 1;
        }

        double difference = ((double)firstSuccesses / firstTrials) - ((double)secondSuccesses / secondTrials);
        return 2 * Normal.CDF(0, 1, -Math.Abs(difference) / Math.Sqrt(variance));
    }
}
