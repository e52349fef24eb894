using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

public sealed partial class StandardScheme
{
    private sealed class Alice(SpeculationContext party, WeightFormat format) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var text = new PassText(party.Session);
            for (int i = 0; i < drafts; i++)
            {
                // 1. and 2. P′: her row, rounded. The draft: the first of the race over P′.
                Row row = text.NextRow();
                text.Append(RaceSampler.Once(ShippedRow.Of(row, format), party.Public, position + i));

                // 3. Alice → Bob: the n numbers of P′. They tell the draft.
                wire.SendRow(row, format);
            }

            // 7. Bob → Alice: how many are accepted, and his token.
            return text.Settle(await Verdict.ReceiveAsync(wire, drafts, party.AlphabetSize).ConfigureAwait(false));
        }
    }
}
