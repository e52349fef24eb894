using Coupling.Bits;
using Coupling.Sampling;

namespace Coupling.Speculation;

public sealed partial class IndexedScheme
{
    private sealed class Alice(SpeculationContext party, IModelSession prior) : ISpeculator
    {
        private readonly RankCode code = new(party.AlphabetSize);

        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var text = new PassText(party.Session);
            var common = new PassText(prior);
            for (int i = 0; i < drafts; i++)
            {
                // 1. The draft: the race over her row.
                int draft = SharedNoise.Gumbel.Sample(text.NextRow(), party.Public, position + i);

                // 2. and 3. Alice → Bob: its rank in the race over the prior's row, or its number if there is no word for the rank.
                if (RaceOrder.Once(common.NextRow(), party.Public).RankOf(position + i, draft, code.LastRank) is { } rank)
                {
                    code.SendRank(wire, rank);
                }
                else
                {
                    code.SendItem(wire, draft);
                }

                text.Append(draft);
                common.Append(draft);
            }

            // 7. Bob → Alice: how many are accepted, and his token.
            Verdict verdict = await Verdict.ReceiveAsync(wire, drafts, party.AlphabetSize).ConfigureAwait(false);
            common.Settle(verdict);
            return text.Settle(verdict);
        }
    }
}
