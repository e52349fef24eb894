using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

public sealed partial class LowCommScheme
{
    private sealed class Bob(SpeculationContext party, LowCommScheme scheme) : ISpeculator
    {
        private readonly int gridBits = scheme.GridBits(party.AlphabetSize);
        private readonly PrivateProposalV1 proposals = new(party.Private);

        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var drafted = new int[drafts];
            var steps = new long[drafts];
            for (int i = 0; i < drafts; i++)
            {
                // 3. Alice → Bob: the draft and its steps.
                drafted[i] = await wire.ReceiveTokenAsync(party.AlphabetSize).ConfigureAwait(false);
                steps[i] = (long)await wire.ReceiveAsync(gridBits).ConfigureAwait(false) + 1;
            }

            var text = new PassText(party.Session);
            IReadOnlyList<Row> own = text.Score(drafted);
            int accepted = 0;
            while (accepted < drafts && Keeps(position + accepted, new Measured(own[accepted], gridBits), drafted[accepted], steps[accepted]))
            {
                accepted++;
            }

            // 5. Bob → Alice: how many are accepted.
            wire.SendAccepted(accepted, drafts);

            // 6. After the last draft, if all are accepted: a draw of Q. Else he proposes.
            int token = accepted == drafts
                ? new RatioTest(party.Private, position + accepted).Draw(own[accepted])
                : await ProposeAsync(position + accepted, new Measured(own[accepted], gridBits), drafted[accepted], steps[accepted], wire).ConfigureAwait(false);

            // 11. Bob → Alice: his token.
            wire.SendToken(token, party.AlphabetSize);
            return text.Settle(new Verdict(accepted, token));
        }

        // 4. A draft is accepted with probability min(1, q/p′), and where he has no other token.
        private bool Keeps(long position, Measured q, int draft, long steps) =>
            new RatioTest(party.Private, position).Keeps(q.OfSteps(steps), q.Row[draft]) || q.Without(draft).IsEmpty;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<int> ProposeAsync(long position, Measured q, int draft, long steps, IBitWire wire)
        {
            InverseCdf others = q.Without(draft);
            uint next = 0;
            for (int group = 0; scheme.GroupSize(group, party.AlphabetSize) is { } size; group++)
            {
                // 7. Points under Q: a token, and a height below its weight. The draft he need not propose: there p′ is above. Bob → Alice: the tokens.
                var points = new (int Token, double Height)[size];
                for (int proposal = 0; proposal < size; proposal++)
                {
                    (double place, double height) = proposals.At(position, next++);
                    points[proposal] = (others.Sample(place), height);
                    wire.SendToken(points[proposal].Token, party.AlphabetSize);
                }

                // 8. Alice → Bob: their weights in steps. His token is the first that is not under P′ as well.
                int? found = null;
                foreach ((int token, double height) in points)
                {
                    long hers = await ReceiveStepsAsync(steps, wire).ConfigureAwait(false);
                    found ??= height * q.Row[token] >= q.OfSteps(hers) ? token : null;
                }

                // 9. Bob → Alice: has he found it?
                wire.Send(found is null ? Asks : Ends, 1);
                if (found is { } taken)
                {
                    return taken;
                }
            }

            return await DrawFromAllAsync(position, q, draft, steps, wire).ConfigureAwait(false);
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<int> DrawFromAllAsync(long position, Measured q, int draft, long steps, IBitWire wire)
        {
            // 10. Alice → Bob: all weights but the draft's. His token is a draw of (q − p′)₊.
            var hers = new double[party.AlphabetSize];
            hers[draft] = q.OfSteps(steps);
            long left = (1L << gridBits) - steps;
            for (int token = 0; token < hers.Length; token++)
            {
                if (token != draft)
                {
                    long count = await ReceiveStepsAsync(steps, wire).ConfigureAwait(false);
                    left -= count;
                    hers[token] = q.OfSteps(count);
                }
            }

            return left == 0
                ? new RatioTest(party.Private, position).Residual(draft, hers, q.Row)
                : throw new WireProtocolException($"Alice's weights are {left} steps of 2^{gridBits} short of all.");
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<long> ReceiveStepsAsync(long ofDraft, IBitWire wire)
        {
            long steps = (long)await wire.ReceiveAsync(gridBits).ConfigureAwait(false);
            return steps <= (1L << gridBits) - ofDraft
                ? steps
                : throw new WireProtocolException($"Two tokens have {ofDraft} and {steps} steps of 2^{gridBits}.");
        }
    }

    /// <summary>Q, and the measure in which it is compared with steps: its sum may be off 1.</summary>
    private sealed class Measured(Row row, int gridBits)
    {
        private readonly double step = Math.ScaleB(CompensatedSum.Of(row.Weights), -gridBits);

        public Row Row => row;

        public double OfSteps(long steps) => steps * step;

        public InverseCdf Without(int token)
        {
            double[] others = row.Weights.ToArray();
            others[token] = 0;
            return new InverseCdf(others);
        }
    }
}
