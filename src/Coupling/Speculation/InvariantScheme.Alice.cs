using Coupling.Bits;

namespace Coupling.Speculation;

public sealed partial class InvariantScheme
{
    private sealed class Alice(SpeculationContext party, SharedNoise noise) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var text = new PassText(party.Session);
            for (int i = 0; i < drafts; i++)
            {
                // 1. The draft: the sample of her row with the shared coins of the position.
                int draft = noise.Sample(text.NextRow(), party.Public, position + i);
                text.Append(draft);

                // 2. Alice → Bob: its number.
                wire.SendToken(draft, party.AlphabetSize);
            }

            // 5. Bob → Alice: how many are accepted, and his token.
            return text.Settle(await Verdict.ReceiveAsync(wire, drafts, party.AlphabetSize).ConfigureAwait(false));
        }
    }
}
