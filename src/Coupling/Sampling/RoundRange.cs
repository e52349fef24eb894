using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>The rounds First, First+1, …, First+Count−1; all of them within 0..2^48−1, which the coins can address.</summary>
public readonly record struct RoundRange
{
    /// <exception cref="ArgumentOutOfRangeException">A round is outside 0..2^48−1, or the count is negative.</exception>
    public RoundRange(long first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, CoinCounter.MaximumRound + 1 - count, nameof(first));
        First = first;
        Count = count;
    }

    public long First { get; }

    public int Count { get; }

    public long End => First + Count;
}
