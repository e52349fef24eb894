using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>Weighted MinHash: the item of the party's first dart.</summary>
public sealed class FirstDartSampler(IRows rows, PublicCoins coins) : ISampler
{
    private readonly DartSearch darts = new(rows, coins);

    /// <inheritdoc/>
    public void Sample(RoundRange rounds, Span<int> samples)
    {
        for (int index = 0; index < rounds.Count; index++)
        {
            samples[index] = darts.First(rounds.First + index).Item;
        }
    }
}
