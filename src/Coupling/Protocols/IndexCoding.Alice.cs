using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class IndexCoding
{
    private sealed class Alice(PartyContext party, Row prior) : IConversation
    {
        private readonly RaceSampler race = new(party.Own, party.Public);
        private readonly RaceOrder order = new(prior, party.Public);
        private readonly RankCode code = new(party.AlphabetSize);

        public ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            // 1. a: the race over P.
            int a = race.Sample(unit.Rounds.First);
            unit.Samples.Span[0] = a;

            // 2. and 3. Alice → Bob: its rank in the race over R, or its number if there is no word for the rank.
            if (order.RankOf(unit.Rounds.First, a, code.LastRank) is { } rank)
            {
                code.SendRank(wire, rank);
            }
            else
            {
                code.SendItem(wire, a);
            }

            return ValueTask.CompletedTask;
        }
    }
}
