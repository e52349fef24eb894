using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>`optimal:cached`, in any format, with both sides written again, so that a bug can be planted in each step.</summary>
internal sealed class AlteredOptimal(WeightFormat format) : ConversingProtocol
{
    private readonly Optimal real = new(cached: true, format);

    /// <summary>Step 1: the bits of a weight.</summary>
    public Func<double, ulong> Encode { get; init; } = format.Encode;

    /// <summary>Steps 3 and 4 at Alice's: whether she takes them. Without them a = a′.</summary>
    public bool AliceCorrects { get; init; } = true;

    /// <summary>Step 3 at Bob's: whether he takes a′, of a uniform, p′ and q of it.</summary>
    public Func<double, double, double, bool> Accepts { get; init; } = Keeps;

    /// <summary>Step 4 at Bob's: what an item weighs in the draw after a rejection, of p′ and q of the item.</summary>
    public Func<double, double, double> Residual { get; init; } = Excess;

    /// <summary>Which of his coins the draw after a rejection takes; 0 is the coin of the acceptance.</summary>
    public int ResidualCoin { get; init; } = 1;

    public override string Name => real.Name;

    public override string CoinsFor(long roundsPerPair) => real.CoinsFor(roundsPerPair);

    public override long LargestMessageBits(int alphabetSize) => real.LargestMessageBits(alphabetSize);

    public override IConversation Open(PartyContext party) => party.Role == Role.Alice ? new Alice(party, this) : new Bob(party, this);

    private static bool Keeps(double u, double common, double own) => u * common < own;

    private static double Excess(double common, double own) => Math.Max(0, own - common);

    private double[] CommonRow(double[] numbers)
    {
        double sum = format.IsExact ? 1 : CompensatedSum.Of(numbers);
        return [.. numbers.Select(number => number / sum)];
    }

    private static ISampler Race(double[] common, PartyContext party) =>
        SharedRace.Of(new ConstantRows(Row.FromWeights([.. common], "shipped")), party.Public, party.RoundsPerPair);

    private sealed class Alice : IConversation
    {
        private readonly ulong[] words;
        private readonly double[] common;
        private readonly double[] p;
        private readonly ISampler race;
        private readonly InverseCdf residual;
        private readonly PrivateCoins coins;
        private readonly AlteredOptimal rule;

        public Alice(PartyContext party, AlteredOptimal rule)
        {
            this.rule = rule;
            coins = party.Private;
            p = party.Own.RowAt(0).Weights.ToArray();
            words = Array.ConvertAll(p, weight => rule.Encode(weight));
            common = rule.CommonRow(Array.ConvertAll(words, rule.real.Format.Decode));
            race = Race(common, party);
            residual = new InverseCdf([.. common.Zip(p, Excess)]);
        }

        public ValueTask SetUpAsync(IBitWire wire)
        {
            foreach (ulong word in words)
            {
                wire.Send(word, rule.real.Format.Width);
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;
            int item = race.Sample(round);
            bool kept = !rule.AliceCorrects || Keeps(coins.Uniform(round, use: 0), common[item], p[item]);
            unit.Samples.Span[0] = kept || residual.IsEmpty ? item : residual.Sample(coins.Uniform(round, use: 1));
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Bob(PartyContext party, AlteredOptimal rule) : IConversation
    {
        private readonly double[] q = party.Own.RowAt(0).Weights.ToArray();
        private double[] common = [];
        private ISampler? race;
        private InverseCdf? residual;

        public async ValueTask SetUpAsync(IBitWire wire)
        {
            var numbers = new double[party.AlphabetSize];
            for (int item = 0; item < numbers.Length; item++)
            {
                numbers[item] = rule.real.Format.Decode(await wire.ReceiveAsync(rule.real.Format.Width));
            }

            common = rule.CommonRow(numbers);
            race = Race(common, party);
            residual = new InverseCdf([.. common.Zip(q, rule.Residual)]);
        }

        public ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;
            int item = race!.Sample(round);
            bool accepted = rule.Accepts(party.Private.Uniform(round, use: 0), common[item], q[item]);
            unit.Samples.Span[0] = accepted || residual!.IsEmpty
                ? item
                : residual.Sample(party.Private.Uniform(round, rule.ResidualCoin));
            return ValueTask.CompletedTask;
        }
    }
}
