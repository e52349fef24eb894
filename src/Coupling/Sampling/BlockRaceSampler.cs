using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>The race by blocks (<see cref="BlockRace"/>) over rows that may change with every round; the largest weights of a row are kept with it.</summary>
/// <param name="rows">The party's own.</param>
/// <param name="coins">Where times come from.</param>
public sealed class BlockRaceSampler(IRows rows, PublicCoins coins) : ISampler
{
    private readonly BlockRace race = new(coins);
    private readonly PerRow<double[]> maxima = new(rows, Maxima);

    /// <inheritdoc/>
    public void Sample(RoundRange rounds, Span<int> samples)
    {
        for (int index = 0; index < rounds.Count; index++)
        {
            samples[index] = Sample(rounds.First + index);
        }
    }

    /// <inheritdoc/>
    public int Sample(long round) => race.Sample(rows.RowAt(round).Weights, maxima.At(round), round);

    private static double[] Maxima(Row row)
    {
        var maxima = new double[BlockMaxima.Count(row.Length)];
        BlockMaxima.Fill(row.Weights, maxima);
        return maxima;
    }
}
