using Coupling.Coins;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>
/// A planted bug: a race of pairs of items that is held by the sum of a pair's own weights, the winner in it being drawn by its share. Exactly of the own law,
/// and parties with other weights meet less often than in the race of items.
/// </summary>
internal sealed class RaceByOwnWeights : SilentProtocol
{
    public override string Name => "gumbel";

    public override string CoinsFor(long roundsPerPair) => $"{RaceItemV1.Name}+{UniformRoundV1.Name}";

    public override ISampler CreateSampler(PartyContext party) => new Sampler(party);

    private sealed class Sampler(PartyContext party) : ISampler
    {
        private readonly RaceItemV1 race = new(party.Public);
        private readonly UniformRoundV1 uniform = new(party.Public);

        public void Sample(RoundRange rounds, Span<int> samples)
        {
            for (int index = 0; index < rounds.Count; index++)
            {
                samples[index] = Sample(rounds.First + index);
            }
        }

        public int Sample(long round)
        {
            double[] weights = party.Own.RowAt(round).Weights.ToArray();
            int pair = Enumerable.Range(0, (weights.Length + 1) / 2)
                .Where(pair => Sum(weights, pair) > 0)
                .MinBy(pair => race.Exponential(round, pair) / Sum(weights, pair));
            return uniform.Uniform(round) * Sum(weights, pair) < weights[2 * pair] ? 2 * pair : (2 * pair) + 1;
        }

        private static double Sum(double[] weights, int pair) =>
            weights[2 * pair] + ((2 * pair) + 1 < weights.Length ? weights[(2 * pair) + 1] : 0);
    }
}
