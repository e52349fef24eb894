using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>`lowcomm:eps` with both sides written again, so that a bug can be planted in each step, and proposals be counted.</summary>
internal sealed class AlteredLowComm(decimal epsilon) : ConversingProtocol
{
    private readonly LowComm real = new(epsilon);

    /// <summary>Step 1: Alice's weights in steps, of P and m.</summary>
    public Func<Row, int, long[]> Rounds { get; init; } = (p, gridBits) => GridRow.Of(p, gridBits).Steps.ToArray();

    /// <summary>Step 2: whether her sample is a, of P, or a′, of P′.</summary>
    public bool TakesRounded { get; init; }

    /// <summary>Step 3: whether she names a′ or a.</summary>
    public bool NamesOwn { get; init; }

    /// <summary>Steps 3 and 6: the steps of a′, of the number received.</summary>
    public Func<ulong, long> StepsOf { get; init; } = received => (long)received + 1;

    /// <summary>Step 4: whether he takes a′, of a uniform, p′ and q of it.</summary>
    public Func<double, double, double, bool> Accepts { get; init; } = (u, rounded, own) => u * rounded < own;

    /// <summary>Step 5: the coins of a proposal, of the real ones, the round and the proposal's number.</summary>
    public Func<PrivateProposalV1, long, uint, (double Place, double Height)> Point { get; init; } = (coins, round, index) => coins.At(round, index);

    /// <summary>Step 7: whether he takes his proposal, of its height, p′ and q of it.</summary>
    public Func<double, double, double, bool> Takes { get; init; } = (height, rounded, own) => height * own >= rounded;

    /// <summary>Step 7: proposals after which he takes what he has, as a bug may make that endless.</summary>
    public int MostProposals { get; init; } = LowComm.DefaultMostProposals;

    /// <summary>Step 5: proposals made so far.</summary>
    public long Proposals { get; private set; }

    /// <summary>Step 5: those of them that were asked about.</summary>
    public long Questions { get; private set; }

    public override string Name => real.Name;

    public override string CoinsFor(long roundsPerPair) => real.CoinsFor(roundsPerPair);

    public override long LargestMessageBits(int alphabetSize) => real.LargestMessageBits(alphabetSize);

    public override IConversation Open(PartyContext party) => party.Role == Role.Alice ? new Alice(party, this) : new Bob(party, this);

    private sealed class Alice : IConversation
    {
        private readonly AlteredLowComm rule;
        private readonly PrivateCoins coins;
        private readonly RaceSampler race;
        private readonly double[] p;
        private readonly double[] rounded;
        private readonly long[] steps;
        private readonly InverseCdf residual;
        private readonly int itemBits;
        private readonly int gridBits;

        public Alice(PartyContext party, AlteredLowComm rule)
        {
            this.rule = rule;
            coins = party.Private;
            race = new RaceSampler(party.Own, party.Public);
            Row row = party.Own.RowAt(0);
            p = row.Weights.ToArray();
            itemBits = BitWidth.ToName(p.Length);
            gridBits = rule.real.GridBits(p.Length);
            steps = rule.Rounds(row, gridBits);
            double step = CompensatedSum.Of(p) / (1L << gridBits);
            rounded = Array.ConvertAll(steps, count => count * step);
            residual = new InverseCdf([.. rounded.Zip(p, (grid, own) => Math.Max(0, grid - own))]);
        }

        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;
            int a = race.Sample(round);
            bool kept = coins.Uniform(round, use: 0) * p[a] < rounded[a] || residual.IsEmpty;
            int onGrid = kept ? a : residual.Sample(coins.Uniform(round, use: 1));
            unit.Samples.Span[0] = rule.TakesRounded ? onGrid : a;
            int named = rule.NamesOwn ? a : onGrid;
            wire.Send((ulong)named, itemBits);
            wire.Send((ulong)Math.Max(0, steps[named] - 1), gridBits);
            while (await wire.ReceiveAsync(1) == 1)
            {
                wire.Send((ulong)steps[await wire.ReceiveAsync(itemBits)], gridBits);
            }
        }
    }

    private sealed class Bob(PartyContext party, AlteredLowComm rule) : IConversation
    {
        private readonly double[] q = party.Own.RowAt(0).Weights.ToArray();
        private readonly InverseCdf inverse = new(party.Own.RowAt(0).Weights);
        private readonly int itemBits = BitWidth.ToName(party.AlphabetSize);
        private readonly int gridBits = rule.real.GridBits(party.AlphabetSize);

        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;
            double step = CompensatedSum.Of(q) / (1L << gridBits);
            int b = (int)await wire.ReceiveAsync(itemBits);
            double rounded = rule.StepsOf(await wire.ReceiveAsync(gridBits)) * step;
            if (!rule.Accepts(party.Private.Uniform(round, use: 0), rounded, q[b]))
            {
                b = await ProposeAsync(round, b, step, wire);
            }

            wire.Send(0, 1);
            unit.Samples.Span[0] = b;
        }

        private async ValueTask<int> ProposeAsync(long round, int named, double step, IBitWire wire)
        {
            for (uint index = 0; ; index++)
            {
                rule.Proposals++;
                (double place, double height) = rule.Point(new PrivateProposalV1(party.Private), round, index);
                int item = inverse.Sample(place);
                if (item != named)
                {
                    rule.Questions++;
                    wire.Send(1, 1);
                    wire.Send((ulong)item, itemBits);
                    if (rule.Takes(height, await wire.ReceiveAsync(gridBits) * step, q[item]) || index >= rule.MostProposals)
                    {
                        return item;
                    }
                }
            }
        }
    }
}
