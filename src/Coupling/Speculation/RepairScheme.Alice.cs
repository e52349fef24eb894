using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols;

namespace Coupling.Speculation;

public sealed partial class RepairScheme
{
    private sealed class Alice(SpeculationContext party, int? hashBits) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var text = new PassText(party.Session);
            var own = new PositionDarts[drafts];
            for (int i = 0; i < drafts; i++)
            {
                // 1. A: her first dart. The draft is its item.
                own[i] = new PositionDarts(text.NextRow(), party.Public, position + i);
                text.Append(own[i].First.Item);

                // 2. Alice → Bob: the draft, and c bits of A's hash; or A's whole name.
                wire.SendToken(own[i].First.Item, party.AlphabetSize);
                SayHashOrName(own[i].First, wire);
            }

            // 4. Bob → Alice: at which drafts does he need A's name?
            bool[] flags = await ReceiveFlagsAsync(drafts, wire).ConfigureAwait(false);
            for (int i = 0; i < drafts; i++)
            {
                // 5. Alice → Bob: A's name, at each of them.
                if (hashBits is not null && flags[i])
                {
                    SayName(own[i].First, wire);
                }
            }

            // 8. Bob → Alice: how many are accepted; and, where the next one's name is known, does he need a dart that only he has?
            int accepted = await wire.ReceiveAcceptedAsync(drafts).ConfigureAwait(false);
            if (accepted < drafts && flags[accepted] && await wire.ReceiveAsync(1).ConfigureAwait(false) == Probing)
            {
                // 9. and 10. Groups of probes, until a group has a "no".
                PositionDarts darts = own[accepted];
                await Probes.AnswerAsync(darts.All, position + accepted, darts.First, wire, ProbeGroups.Steep).ConfigureAwait(false);
            }

            // 11. Bob → Alice: his token.
            return text.Settle(new Verdict(accepted, await wire.ReceiveTokenAsync(party.AlphabetSize).ConfigureAwait(false)));
        }

        private void SayHashOrName(in Dart a, IBitWire wire)
        {
            if (hashBits is { } bits)
            {
                wire.Send(Hash(a, bits), bits);
            }
            else
            {
                SayName(a, wire);
            }
        }

        private static void SayName(in Dart a, IBitWire wire)
        {
            wire.SendUnary(a.Window);
            wire.SendUnary(a.Order);
        }

        /// <summary>Whether A's name is known to Bob, of every draft: of all of them without hash bits.</summary>
        private async ValueTask<bool[]> ReceiveFlagsAsync(int drafts, IBitWire wire)
        {
            var flags = new bool[drafts];
            for (int i = 0; i < drafts; i++)
            {
                flags[i] = hashBits is null || await wire.ReceiveAsync(1).ConfigureAwait(false) == Flagged;
            }

            return flags;
        }
    }
}
