using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

public sealed partial class IndexedScheme
{
    private sealed class Bob(SpeculationContext party, IModelSession prior) : ISpeculator
    {
        private readonly RankCode code = new(party.AlphabetSize);

        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var common = new PassText(prior);
            var drafted = new int[drafts];
            for (int i = 0; i < drafts; i++)
            {
                // 3. and 4. Alice → Bob: a rank, or a number; the draft is the item of that rank in the race over the prior's row.
                drafted[i] = await ReceiveDraftAsync(wire, common.NextRow(), position + i).ConfigureAwait(false);
                common.Append(drafted[i]);
            }

            // 5. and 6. His own samples with the same coins. The first that is not the draft, or that has none, ends the pass.
            var text = new PassText(party.Session);
            Verdict verdict = SharedNoise.Gumbel.Judge(drafted, text.Score(drafted), party.Public, position);

            // 7. Bob → Alice: how many are accepted, and his token.
            verdict.Send(wire, drafts, party.AlphabetSize);
            common.Settle(verdict);
            return text.Settle(verdict);
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<int> ReceiveDraftAsync(IBitWire wire, Row row, long position)
        {
            (bool isRank, int value) = await code.ReceiveAsync(wire).ConfigureAwait(false);
            if (!isRank)
            {
                return value < party.AlphabetSize ? value : throw new WireProtocolException($"There is no token {value} of {party.AlphabetSize}.");
            }

            RaceOrder order = RaceOrder.Once(row, party.Public);
            return value <= order.Arriving
                ? order.ItemAt(position, value)
                : throw new WireProtocolException($"Rank {value} came where the prior has {order.Arriving} tokens.");
        }
    }
}
