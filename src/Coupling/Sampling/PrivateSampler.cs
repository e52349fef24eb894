using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>Independent draws from a party's own coins.</summary>
public sealed class PrivateSampler(IRows rows, PrivateCoins coins) : ISampler
{
    private readonly PerRow<InverseCdf> inverse = new(rows, row => new InverseCdf(row.Weights));

    /// <inheritdoc/>
    public void Sample(RoundRange rounds, Span<int> samples)
    {
        for (int index = 0; index < rounds.Count; index++)
        {
            long round = rounds.First + index;
            samples[index] = inverse.At(round).Sample(coins.Uniform(round, use: 0));
        }
    }
}
