using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Pooling;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class LowComm
{
    private sealed class Bob : IConversation
    {
        private const int AcceptCoin = 0;

        private readonly PartyContext party;
        private readonly LowComm mode;
        private readonly int itemBits;
        private readonly int gridBits;
        private readonly PrivateProposalV1 proposals;
        private readonly PerRow<OwnRow> rows;

        public Bob(PartyContext party, LowComm mode)
        {
            this.party = party;
            this.mode = mode;
            itemBits = BitWidth.ToName(party.AlphabetSize);
            gridBits = mode.GridBits(party.AlphabetSize);
            proposals = new PrivateProposalV1(party.Private);
            rows = new PerRow<OwnRow>(party.Own, row => new OwnRow(row, gridBits));
        }

        [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;

            // 3. Alice → Bob: a′ and its steps.
            ulong item = await wire.ReceiveAsync(itemBits).ConfigureAwait(false);
            long steps = (long)await wire.ReceiveAsync(gridBits).ConfigureAwait(false) + 1;
            if (item >= (ulong)party.AlphabetSize)
            {
                throw new WireProtocolException($"There is no item {item} of {party.AlphabetSize}.");
            }

            var hers = new GridPoint((int)item, steps);
            OwnRow q = rows.At(round);

            // 4. b = a′ with probability min(1, q/p′).
            int b = party.Private.Uniform(round, AcceptCoin) * q.OfSteps(steps) < q.Row[hers.Item]
                ? hers.Item
                : await ProposeAsync(round, q, hers, wire).ConfigureAwait(false);
            wire.Send(Ends, 1);
            unit.Samples.Span[0] = b;
        }

        [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
        private async ValueTask<int> ProposeAsync(long round, OwnRow q, GridPoint hers, IBitWire wire)
        {
            for (uint proposal = 0; proposal < mode.MostProposals; proposal++)
            {
                // 5. A point under Q: an item, and a height below its weight. At a′ he knows that p′ is above, and need not ask.
                (double place, double height) = proposals.At(round, proposal);
                int item = q.Inverse.Sample(place);
                if (item == hers.Item)
                {
                    continue;
                }

                // 6. and 7. b is the item if the point is not under P′ as well.
                long steps = await AskAsync(item, hers, wire).ConfigureAwait(false);
                if (height * q.Row[item] >= q.OfSteps(steps))
                {
                    return item;
                }
            }

            return await AskForAllAsync(round, q, hers, wire).ConfigureAwait(false);
        }

        [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
        private async ValueTask<long> AskAsync(int item, GridPoint hers, IBitWire wire)
        {
            // 5. Bob → Alice: he asks; the item.
            wire.Send(Asks, 1);
            wire.Send((ulong)item, itemBits);

            // 6. Alice → Bob: its steps.
            long steps = (long)await wire.ReceiveAsync(gridBits).ConfigureAwait(false);
            if (steps > (1L << gridBits) - hers.Steps)
            {
                throw new WireProtocolException($"Items {hers.Item} and {item} have {hers.Steps} and {steps} steps of 2^{gridBits}.");
            }

            return steps;
        }

        /// <summary>Where proposals take too long, Q being all but P′: the same law, in n − 1 questions.</summary>
        [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
        private async ValueTask<int> AskForAllAsync(long round, OwnRow q, GridPoint hers, IBitWire wire)
        {
            // 8. He asks for every weight, and draws from (q − p′)₊. If that is empty, by rounding, b = a′.
            var positive = new double[party.AlphabetSize];
            long left = (1L << gridBits) - hers.Steps;
            for (int item = 0; item < positive.Length; item++)
            {
                if (item != hers.Item)
                {
                    long steps = await AskAsync(item, hers, wire).ConfigureAwait(false);
                    left -= steps;
                    positive[item] = Math.Max(0, q.Row[item] - q.OfSteps(steps));
                }
            }

            if (left != 0)
            {
                throw new WireProtocolException($"Alice's weights are {left} steps of 2^{gridBits} short of all.");
            }

            var residual = new InverseCdf(positive);
            return residual.IsEmpty ? hers.Item : residual.Sample(proposals.At(round, (uint)mode.MostProposals).Place);
        }
    }

    private readonly record struct GridPoint(int Item, long Steps);

    /// <summary>Q, to draw from, and the measure in which it is compared with steps: its sum may be off 1.</summary>
    private sealed class OwnRow(Row row, int gridBits)
    {
        private readonly double step = Math.ScaleB(CompensatedSum.Of(row.Weights), -gridBits);
        private InverseCdf? inverse;

        public Row Row => row;

        public InverseCdf Inverse => inverse ??= new InverseCdf(row.Weights);

        public double OfSteps(long steps) => steps * step;
    }
}
