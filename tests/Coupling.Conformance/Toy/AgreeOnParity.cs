using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>
/// `toy:agree-on-parity`: the example of docs/adding-a-protocol.md. The parities of both samples are coupled optimally, for one
/// bit; within a parity both run the same race. In no catalog.
/// </summary>
internal sealed class AgreeOnParity : ConversingProtocol
{
    private const int ParityCoin = 0;

    public override string Name => "toy:agree-on-parity";

    public override string CoinsFor(long roundsPerPair) => $"{RaceItemV1.Name}+{PrivateCoins.Name}";

    public override long LargestMessageBits(int alphabetSize) => 1;

    public override IConversation Open(PartyContext party) => party.Role == Role.Alice ? new Alice(party) : new Bob(party);

    private sealed class Alice(PartyContext party) : IConversation
    {
        private readonly RowByParity p = new(party);

        public ValueTask SetUpAsync(IBitWire wire)
        {
            // 1. Alice → Bob, once: P(odd), 64 bits.
            wire.Send(BitConverter.DoubleToUInt64Bits(p.Mass(1)), 64);
            return ValueTask.CompletedTask;
        }

        public ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;

            // 2. s: odd with probability P(odd), by her private coin. a: the race over P within s, with public coins.
            int parity = party.Private.Uniform(round, ParityCoin) < p.Mass(1) ? 1 : 0;
            unit.Samples.Span[0] = p.Race(parity, round);

            // 3. Alice → Bob: s, 1 bit.
            wire.Send((ulong)parity, 1);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Bob(PartyContext party) : IConversation
    {
        private readonly RowByParity q = new(party);
        private double odd;

        public async ValueTask SetUpAsync(IBitWire wire)
        {
            // 1. P(odd). What comes from outside is checked: NaN fails this too.
            odd = BitConverter.UInt64BitsToDouble(await wire.ReceiveAsync(64).ConfigureAwait(false));
            if (!(odd >= 0 && odd <= 1))
            {
                throw new WireProtocolException($"P(odd) cannot be {odd}.");
            }
        }

        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;

            // 3. s.
            int parity = (int)await wire.ReceiveAsync(1).ConfigureAwait(false);

            // 4. t = s with probability min(1, Q(s)/P(s)), by his private coin; else the other parity.
            double hers = parity == 1 ? odd : 1 - odd;
            bool follows = party.Private.Uniform(round, ParityCoin) * hers < q.Mass(parity);

            // 5. b: the race over Q within t, with public coins.
            unit.Samples.Span[0] = q.Race(follows ? parity : 1 - parity, round);
        }
    }
}
