using Coupling.Bits;
using Coupling.Distributions;

namespace Coupling.Speculation;

public sealed partial class LatticeScheme
{
    private sealed class Bob(SpeculationContext party, LatticeCode code) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var hers = new LatticeRow[drafts];
            var drafted = new int[drafts];
            for (int i = 0; i < drafts; i++)
            {
                // 3. Alice → Bob: P′, and the draft.
                (hers[i], drafted[i]) = await code.ReceiveAsync(wire).ConfigureAwait(false);
            }

            var text = new PassText(party.Session);
            Verdict verdict = Judge(position, drafted, hers, text.Score(drafted));

            // 7. Bob → Alice: how many are accepted, and his token.
            verdict.Send(wire, drafts, party.AlphabetSize);
            return text.Settle(verdict);
        }

        private Verdict Judge(long position, int[] drafted, LatticeRow[] hers, IReadOnlyList<Row> own)
        {
            for (int i = 0; i < drafted.Length; i++)
            {
                // 4. and 5. A draft is accepted with probability min(1, q/p′). In place of the first that is not: a draw of (q − p′)₊.
                var test = new RatioTest(party.Private, position + i);
                int draft = drafted[i];
                double total = CompensatedSum.Of(own[i].Weights);
                bool keeps = test.Keeps(hers[i].CountOf(draft) * (total / hers[i].Denominator), own[i][draft]);
                int token = keeps ? draft : test.Residual(draft, hers[i].Weights(total), own[i]);
                if (token != draft)
                {
                    return new Verdict(i, token);
                }
            }

            // 6. After the last of them, if all are accepted: a draw of Q.
            return new Verdict(drafted.Length, new RatioTest(party.Private, position + drafted.Length).Draw(own[drafted.Length]));
        }
    }
}
