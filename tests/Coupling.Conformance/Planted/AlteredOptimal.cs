using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>
/// `optimal:cached` with Bob written again, so that a bug can be planted in each of his steps. Alice is the real one.
/// </summary>
internal sealed class AlteredOptimal : ConversingProtocol
{
    /// <summary>Whether he takes a, of a uniform, p_a and q_a.</summary>
    public Func<double, double, double, bool> Accepts { get; init; } = (u, p, q) => u * p < q;

    /// <summary>What an item weighs in the draw after a rejection, of p and q of the item.</summary>
    public Func<double, double, double> Residual { get; init; } = (p, q) => Math.Max(0, q - p);

    /// <summary>Which of his coins the draw after a rejection takes; 0 is the coin of the acceptance.</summary>
    public int ResidualCoin { get; init; } = 1;

    public override string Name => "optimal:cached";

    public override string Coins => "race.item-v1+private.uniform-v1";

    public override IConversation Open(PartyContext party) =>
        party.Role == Role.Alice ? new OptimalCached().Open(party) : new Bob(party, this);

    private sealed class Bob(PartyContext party, AlteredOptimal rule) : IConversation
    {
        private readonly double[] p = new double[party.AlphabetSize];
        private readonly double[] q = party.Own.RowAt(0).Weights.ToArray();
        private RaceSampler? race;
        private InverseCdf? residual;

        public async ValueTask SetUpAsync(IBitWire wire)
        {
            for (int item = 0; item < p.Length; item++)
            {
                p[item] = BitConverter.UInt64BitsToDouble(await wire.ReceiveAsync(64));
            }

            race = new RaceSampler(new ConstantRows(Row.FromWeights([.. p], "shipped")), party.Public);
            residual = new InverseCdf([.. p.Zip(q, rule.Residual)]);
        }

        public ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;
            int a = race!.Sample(round);
            bool accepted = rule.Accepts(party.Private.Uniform(round, use: 0), p[a], q[a]);
            unit.Samples.Span[0] = accepted || residual!.IsEmpty
                ? a
                : residual.Sample(party.Private.Uniform(round, rule.ResidualCoin));
            return ValueTask.CompletedTask;
        }
    }
}
