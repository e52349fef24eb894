using Coupling.Bits;

namespace Coupling.Speculation;

public sealed partial class InvariantScheme
{
    private sealed class Bob(SpeculationContext party, SharedNoise noise) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            // 2. Alice → Bob: all drafts.
            var drafted = new int[drafts];
            for (int i = 0; i < drafts; i++)
            {
                drafted[i] = await wire.ReceiveTokenAsync(party.AlphabetSize).ConfigureAwait(false);
            }

            // 3. and 4. His own samples with the shared coins. The first that is not the draft, or that has none, ends the pass.
            var text = new PassText(party.Session);
            Verdict verdict = noise.Judge(drafted, text.Score(drafted), party.Public, position);

            // 5. Bob → Alice: how many are accepted, and his token.
            verdict.Send(wire, drafts, party.AlphabetSize);
            return text.Settle(verdict);
        }
    }
}
