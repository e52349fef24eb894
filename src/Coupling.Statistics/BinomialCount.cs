namespace Coupling.Statistics;

/// <summary>What a count of successes may be.</summary>
internal static class BinomialCount
{
    /// <summary>Larger counts are not exact as binary64.</summary>
    private const long MaximumTrials = 1L << 53;

    /// <exception cref="ArgumentOutOfRangeException">Trials outside 0..2^53, or successes outside 0..trials.</exception>
    public static void Check(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trials, MaximumTrials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
    }
}
