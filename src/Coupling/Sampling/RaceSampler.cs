using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>
/// The race: the item with the smallest E(round, item)/p_item, the lower item on a tie. Exactly one of p's law; two parties
/// with the same coins agree with the Gumbel law of docs/theory.md.
/// </summary>
public sealed class RaceSampler(IRows rows, PublicCoins coins) : ISampler
{
    private readonly RaceItemV1 race = new(coins);
    private readonly PerRow<ItemPairs> pairs = new(rows, ItemPairs.Of);

    /// <inheritdoc/>
    public void Sample(RoundRange rounds, Span<int> samples)
    {
        for (int index = 0; index < rounds.Count; index++)
        {
            samples[index] = Sample(rounds.First + index);
        }
    }

    public int Sample(long round)
    {
        var leader = new Leader();
        foreach (ref readonly ItemPairs.Entry entry in pairs.At(round).Entries.AsSpan())
        {
            (double even, double odd) = race.Uniforms(round, entry.Pair);
            leader.Challenge(2 * entry.Pair, entry.Even, even);
            leader.Challenge((2 * entry.Pair) + 1, entry.Odd, odd);
        }

        return leader.Item;
    }

    private struct Leader
    {
        private double time = double.PositiveInfinity;

        public Leader()
        {
        }

        public int Item { get; private set; } = int.MaxValue;

        public void Challenge(int item, double weight, double v)
        {
            // E ≥ v, so most items lose before a logarithm is taken. An item of weight 0 loses here always.
            if (v >= time * weight * Exponential.Margin || weight == 0)
            {
                return;
            }

            double arrival = Exponential.FromUniform(v) / weight;
            if (arrival < time || (arrival == time && item < Item))
            {
                time = arrival;
                Item = item;
            }
        }
    }
}
