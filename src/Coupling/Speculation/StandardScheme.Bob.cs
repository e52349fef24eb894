using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

public sealed partial class StandardScheme
{
    private sealed class Bob(SpeculationContext party, WeightFormat format) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var hers = new Row[drafts];
            var drafted = new int[drafts];
            for (int i = 0; i < drafts; i++)
            {
                // 2. and 3. Alice → Bob: the numbers of P′, which tell the draft.
                hers[i] = await wire.ReceiveRowAsync(party.AlphabetSize, format).ConfigureAwait(false);
                drafted[i] = RaceSampler.Once(hers[i], party.Public, position + i);
            }

            var text = new PassText(party.Session);
            Verdict verdict = Judge(position, drafted, hers, text.Score(drafted));

            // 7. Bob → Alice: how many are accepted, and his token.
            verdict.Send(wire, drafts, party.AlphabetSize);
            return text.Settle(verdict);
        }

        private Verdict Judge(long position, int[] drafted, Row[] hers, IReadOnlyList<Row> own)
        {
            for (int i = 0; i < drafted.Length; i++)
            {
                // 4. and 5. A draft is accepted with probability min(1, q/p′). In place of the first that is not: a draw of (q − p′)₊.
                var test = new RatioTest(party.Private, position + i);
                int draft = drafted[i];
                int token = test.Keeps(hers[i][draft], own[i][draft]) ? draft : test.Residual(draft, hers[i].Weights, own[i]);
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
