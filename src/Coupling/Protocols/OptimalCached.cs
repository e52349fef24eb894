using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>
/// `optimal:cached`: Alice ships P once; from then on Bob knows her samples without hearing them and couples optimally.
/// docs/protocols/optimal-cached.md.
/// </summary>
public sealed class OptimalCached : ConversingProtocol
{
    private const int AcceptCoin = 0;
    private const int ResidualCoin = 1;

    public override string Name => "optimal:cached";

    public override string Coins => $"{RaceItemV1.Name}+{PrivateCoins.Name}";

    public override IConversation Open(PartyContext party)
    {
        if (!party.Own.IsConstant)
        {
            throw new BadDataException($"{Name}: rows that change with the round cannot be shipped once.");
        }

        return party.Role == Role.Alice ? new Alice(party) : new Bob(party);
    }

    private sealed class Alice(PartyContext party) : IConversation
    {
        private readonly RaceSampler race = new(party.Own, party.Public);

        public ValueTask SetUpAsync(IBitWire wire)
        {
            // 1. Alice → Bob, once: her n weights, 64 bits each.
            foreach (double weight in party.Own.RowAt(0).Weights)
            {
                wire.Send(BitConverter.DoubleToUInt64Bits(weight), 64);
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            // 2. a: the race over P with public coins.
            race.Sample(unit.Rounds, unit.Samples.Span);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Bob(PartyContext party) : IConversation
    {
        private readonly Row q = party.Own.RowAt(0);
        private Row? p;
        private RaceSampler? race;
        private InverseCdf? residual;

        public async ValueTask SetUpAsync(IBitWire wire)
        {
            // 1. Her weights.
            var weights = new double[party.AlphabetSize];
            for (int item = 0; item < weights.Length; item++)
            {
                weights[item] = BitConverter.UInt64BitsToDouble(await wire.ReceiveAsync(64).ConfigureAwait(false));
            }

            p = Checked(weights);
            race = new RaceSampler(new ConstantRows(p), party.Public);
            residual = new InverseCdf(PositivePart(q.Weights, p.Weights));
        }

        public ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            if (p is null || race is null || residual is null)
            {
                throw new InvalidOperationException("A round began before the setup.");
            }

            Span<int> samples = unit.Samples.Span;
            for (int index = 0; index < samples.Length; index++)
            {
                long round = unit.Rounds.First + index;

                // 2. a: the same race, the same coins.
                int a = race.Sample(round);

                // 3. b = a with probability min(1, q_a/p_a).
                bool accepted = party.Private.Uniform(round, AcceptCoin) * p[a] < q[a];

                // 4. Else b is drawn from (q−p)₊. It is empty only where rejection is a rounding in the sums of the weights.
                samples[index] = accepted || residual.IsEmpty
                    ? a
                    : residual.Sample(party.Private.Uniform(round, ResidualCoin));
            }

            return ValueTask.CompletedTask;
        }

        private static Row Checked(double[] weights)
        {
            try
            {
                return Row.FromWeights(weights, "the distribution that Alice shipped");
            }
            catch (BadDataException fault)
            {
                throw new WireProtocolException(fault.Message, fault);
            }
        }

        private static double[] PositivePart(ReadOnlySpan<double> of, ReadOnlySpan<double> less)
        {
            var positive = new double[of.Length];
            for (int item = 0; item < positive.Length; item++)
            {
                positive[item] = Math.Max(0, of[item] - less[item]);
            }

            return positive;
        }
    }
}
