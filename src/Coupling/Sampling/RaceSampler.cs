using System.Numerics;
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

    public int Sample(long round) => First(race, pairs.At(round), round);

    /// <summary>The same of a row that is used for one round: it is not prepared.</summary>
    /// <param name="row">The weights.</param>
    /// <param name="coins">Where E comes from.</param>
    /// <param name="round">0..2^48−1.</param>
    public static int Once(Row row, PublicCoins coins, long round) => First(new RaceItemV1(coins), ItemPairs.Unsorted(row), round);

    private static int First(RaceItemV1 race, ItemPairs items, long round)
    {
        Span<double> even = stackalloc double[UniformBlocks.Largest];
        Span<double> odd = stackalloc double[UniformBlocks.Largest];
        var leader = new Leader();
        for (int start = 0; start < items.Count; start += UniformBlocks.Largest)
        {
            ItemPairs.Stretch stretch = items.At(start, UniformBlocks.Largest);
            race.Uniforms(round, stretch.Pairs, even, odd);

            // E ≥ v, so most items lose before a logarithm is taken. An item of weight 0 always does.
            int count = stretch.Pairs.Length;
            for (ulong low = Below.Mask(even[..count], stretch.Even, leader.Bound); low != 0; low &= low - 1)
            {
                int index = BitOperations.TrailingZeroCount(low);
                leader.Challenge(2 * (int)stretch.Pairs[index], stretch.Even[index], even[index]);
            }

            for (ulong low = Below.Mask(odd[..count], stretch.Odd, leader.Bound); low != 0; low &= low - 1)
            {
                int index = BitOperations.TrailingZeroCount(low);
                leader.Challenge((2 * (int)stretch.Pairs[index]) + 1, stretch.Odd[index], odd[index]);
            }
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

        /// <summary>Above the time of the leader: an item of weight p whose v is not below Bound·p cannot win.</summary>
        public double Bound { get; private set; } = double.PositiveInfinity;

        public void Challenge(int item, double weight, double v)
        {
            if (!(v < Bound * weight))
            {
                return;
            }

            double arrival = Exponential.FromUniform(v) / weight;
            if (arrival < time || (arrival == time && item < Item))
            {
                time = arrival;
                Bound = arrival * Exponential.Margin;
                Item = item;
            }
        }
    }
}
