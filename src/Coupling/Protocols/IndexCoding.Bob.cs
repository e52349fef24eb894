using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Pooling;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class IndexCoding
{
    private sealed class Bob(PartyContext party, Row prior) : IConversation
    {
        private readonly RaceOrder order = new(prior, party.Public);
        private readonly RankCode code = new(party.AlphabetSize);

        [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            // 3. Alice → Bob: a rank, or an item.
            (bool isRank, int value) = await code.ReceiveAsync(wire).ConfigureAwait(false);
            if (isRank ? value > order.Arriving : value >= party.AlphabetSize)
            {
                throw new WireProtocolException(isRank
                    ? $"Rank {value} came where the prior has {order.Arriving} items."
                    : $"There is no item {value} of {party.AlphabetSize}.");
            }

            // 4. b = a: the item of that rank in the race over R, or that item.
            unit.Samples.Span[0] = isRank ? order.ItemAt(unit.Rounds.First, value) : value;
        }
    }
}
