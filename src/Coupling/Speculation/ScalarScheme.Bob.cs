using Coupling.Bits;
using Coupling.Distributions;

namespace Coupling.Speculation;

public sealed partial class ScalarScheme
{
    private sealed class Bob(SpeculationContext party) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var drafted = new int[drafts];
            var raised = new double[drafts];
            for (int i = 0; i < drafts; i++)
            {
                // 2. Alice → Bob: the draft and p̃.
                drafted[i] = await wire.ReceiveTokenAsync(party.AlphabetSize).ConfigureAwait(false);
                raised[i] = Checked(BitConverter.UInt32BitsToSingle((uint)await wire.ReceiveAsync(ScalarBits).ConfigureAwait(false)));
            }

            var text = new PassText(party.Session);
            IReadOnlyList<Row> own = text.Score(drafted);
            int accepted = 0;

            // 3. Q′: his row, rounded. A draft is accepted with probability min(1, q′/p̃), up to the first that is not.
            while (accepted < drafts
                && new RatioTest(party.Private, position + accepted).Keeps(raised[accepted], Rounded(own[accepted])[drafted[accepted]]))
            {
                accepted++;
            }

            // 4. Bob → Alice: how many are accepted.
            wire.SendAccepted(accepted, drafts);
            if (accepted == drafts)
            {
                // 5. Bob → Alice: his token, a draw of Q′.
                int last = new RatioTest(party.Private, position + drafts).Draw(Rounded(own[drafts]));
                wire.SendToken(last, party.AlphabetSize);
                return text.Settle(new Verdict(accepted, last));
            }

            // 6. Bob → Alice: his row at the draft that is not.
            wire.SendRow(own[accepted], WeightFormat.Binary32);

            // 8. Alice → Bob: the token in its place.
            return text.Settle(new Verdict(accepted, await wire.ReceiveTokenAsync(party.AlphabetSize).ConfigureAwait(false)));
        }

        private static double Checked(float raised) => raised > 0 && raised <= RoundedUp(1 + Row.SumTolerance)
            ? raised
            : throw new WireProtocolException($"{raised} came for the weight of a draft: allowed is above 0, and up to 1.");
    }
}
