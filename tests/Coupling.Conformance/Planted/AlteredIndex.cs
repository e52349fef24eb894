using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>`index` with both sides written again, all items sorted, so that a bug can be planted in each step.</summary>
internal sealed class AlteredIndex : ConversingProtocol
{
    private readonly IndexCoding real = new();

    /// <summary>Step 1: Alice's sample, of her context and the round.</summary>
    public Func<PartyContext, long, int> Draws { get; init; } = (alice, round) => new RaceSampler(alice.Own, alice.Public).Sample(round);

    /// <summary>Step 2: the rank that she looks up, of that of her sample.</summary>
    public Func<int, int> Ranks { get; init; } = rank => rank;

    /// <summary>Step 2: whether a rank without a word is cut off to the last one with a word, instead of an escape.</summary>
    public bool CutsOff { get; init; }

    /// <summary>Step 4: the round whose race Bob looks at.</summary>
    public Func<long, long> RoundOfOrder { get; init; } = round => round;

    public override string Name => real.Name;

    public override string CoinsFor(long roundsPerPair) => real.CoinsFor(roundsPerPair);

    public override bool NeedsPrior => true;

    public override Role BobFollows => real.BobFollows;

    public override long LargestMessageBits(int alphabetSize) => real.LargestMessageBits(alphabetSize);

    public override IConversation Open(PartyContext party) => party.Role == Role.Alice ? new Alice(party, this) : new Bob(party, this);

    private static int[] Order(PartyContext party, long round)
    {
        double[] prior = party.Prior!.Weights.ToArray();
        var race = new RaceItemV1(party.Public);
        return
        [
            .. Enumerable.Range(0, prior.Length)
                .Where(item => prior[item] > 0)
                .OrderBy(item => race.Exponential(round, item) / prior[item])
                .ThenBy(item => item),
        ];
    }

    private sealed class Alice(PartyContext party, AlteredIndex rule) : IConversation
    {
        private readonly RankCode code = new(party.AlphabetSize);

        public ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            int a = rule.Draws(party, unit.Rounds.First);
            unit.Samples.Span[0] = a;
            int rank = rule.Ranks(Array.IndexOf(Order(party, unit.Rounds.First), a) + 1);
            if (rank > 0 && (rank <= code.LastRank || rule.CutsOff))
            {
                code.SendRank(wire, Math.Min(rank, code.LastRank));
            }
            else
            {
                code.SendItem(wire, a);
            }

            return ValueTask.CompletedTask;
        }
    }

    private sealed class Bob(PartyContext party, AlteredIndex rule) : IConversation
    {
        private readonly RankCode code = new(party.AlphabetSize);

        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            (bool isRank, int value) = await code.ReceiveAsync(wire);
            int[] order = isRank ? Order(party, rule.RoundOfOrder(unit.Rounds.First)) : [];
            unit.Samples.Span[0] = isRank ? order[Math.Min(value, order.Length) - 1] : value;
        }
    }
}
