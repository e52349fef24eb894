using Coupling.Bits;

namespace Coupling.Speculation;

public sealed partial class InvariantScheme
{
    private sealed class Alice(SpeculationContext party, Drafting draft) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var text = new PassText(party.Session);
            for (int i = 0; i < drafts; i++)
            {
                // 1. The draft, of her row.
                int token = draft(text.NextRow(), party.Public, position + i);
                text.Append(token);

                // 2. Alice → Bob: its number.
                wire.SendToken(token, party.AlphabetSize);
            }

            // 5. Bob → Alice: how many are accepted, and his token.
            return text.Settle(await Verdict.ReceiveAsync(wire, drafts, party.AlphabetSize).ConfigureAwait(false));
        }
    }
}
