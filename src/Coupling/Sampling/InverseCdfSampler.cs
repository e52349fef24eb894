using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>One uniform of every round through the inverse CDF of the round's row.</summary>
/// <param name="rows">The party's own.</param>
/// <param name="uniform">The uniform of a round, in (0, 1): a public coin or a private one.</param>
public sealed class InverseCdfSampler(IRows rows, Func<long, double> uniform) : ISampler
{
    private readonly PerRow<InverseCdf> inverse = new(rows, row => new InverseCdf(row.Weights));

    /// <inheritdoc/>
    public void Sample(RoundRange rounds, Span<int> samples)
    {
        for (int index = 0; index < rounds.Count; index++)
        {
            long round = rounds.First + index;
            samples[index] = inverse.At(round).Sample(uniform(round));
        }
    }
}
