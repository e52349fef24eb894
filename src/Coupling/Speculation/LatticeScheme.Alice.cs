using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

public sealed partial class LatticeScheme
{
    private sealed class Alice(SpeculationContext party, LatticeCode code) : ISpeculator
    {
        private const int DraftCoin = 0;

        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var text = new PassText(party.Session);
            for (int i = 0; i < drafts; i++)
            {
                // 1. P′: her row on the lattice.
                LatticeRow rounded = code.Round(text.NextRow());

                // 2. The draft: of P′, by her own coins.
                double[] counts = Array.ConvertAll(rounded.Counts.ToArray(), count => (double)count);
                int draft = rounded.Items[new InverseCdf(counts).Sample(party.Private.Uniform(position + i, DraftCoin))];
                text.Append(draft);

                // 3. Alice → Bob: P′, and the draft.
                code.Send(wire, rounded, draft);
            }

            // 7. Bob → Alice: how many are accepted, and his token.
            return text.Settle(await Verdict.ReceiveAsync(wire, drafts, party.AlphabetSize).ConfigureAwait(false));
        }
    }
}
