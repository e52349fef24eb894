using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

public sealed partial class ScalarScheme
{
    private sealed class Alice(SpeculationContext party) : ISpeculator
    {
        private const int DraftCoin = 0;
        private const int ResidualCoin = 1;

        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var text = new PassText(party.Session);
            var own = new Row[drafts];
            var drafted = new int[drafts];
            for (int i = 0; i < drafts; i++)
            {
                // 1. The draft: of her row, by her own coins.
                own[i] = text.NextRow();
                drafted[i] = new InverseCdf(own[i].Weights).Sample(party.Private.Uniform(position + i, DraftCoin));
                text.Append(drafted[i]);

                // 2. Alice → Bob: its number and p̃, its weight rounded up.
                wire.SendToken(drafted[i], party.AlphabetSize);
                wire.Send(BitConverter.SingleToUInt32Bits(RoundedUp(own[i][drafted[i]])), ScalarBits);
            }

            // 4. Bob → Alice: how many are accepted.
            int accepted = await wire.ReceiveAcceptedAsync(drafts).ConfigureAwait(false);
            if (accepted == drafts)
            {
                // 5. Bob → Alice: his token.
                return text.Settle(new Verdict(accepted, await wire.ReceiveTokenAsync(party.AlphabetSize).ConfigureAwait(false)));
            }

            // 6. Bob → Alice: his row at the draft that is not.
            Row his = await wire.ReceiveRowAsync(party.AlphabetSize, WeightFormat.Binary32).ConfigureAwait(false);

            // 7. The token: of the residual, by her own coins.
            int token = Residual(own[accepted], his, drafted[accepted], party.Private.Uniform(position + accepted, ResidualCoin));

            // 8. Alice → Bob: its number.
            wire.SendToken(token, party.AlphabetSize);
            return text.Settle(new Verdict(accepted, token));
        }

        private static int Residual(Row own, Row his, int draft, double u)
        {
            var residual = new double[own.Length];
            for (int item = 0; item < residual.Length; item++)
            {
                double raised = RoundedUp(own[item]);
                double kept = raised > his[item] ? own[item] * (his[item] / raised) : own[item];
                residual[item] = Math.Max(0, his[item] - kept);
            }

            // Empty only where the draft was refused by a rounding in the sums of the weights.
            var inverse = new InverseCdf(residual);
            return inverse.IsEmpty ? draft : inverse.Sample(u);
        }
    }
}
