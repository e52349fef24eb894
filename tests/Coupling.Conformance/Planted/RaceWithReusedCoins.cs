using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>A planted bug: the race, with the same coins for two rounds.</summary>
internal sealed class RaceWithReusedCoins : SilentProtocol
{
    public override string Name => "gumbel";

    public override string CoinsFor(long roundsPerPair) => "race.item-v1";

    public override ISampler CreateSampler(PartyContext party) => new Sampler(new RaceSampler(party.Own, party.Public));

    private sealed class Sampler(RaceSampler race) : ISampler
    {
        public void Sample(RoundRange rounds, Span<int> samples)
        {
            for (int index = 0; index < rounds.Count; index++)
            {
                samples[index] = race.Sample((rounds.First + index) / 2);
            }
        }
    }
}
