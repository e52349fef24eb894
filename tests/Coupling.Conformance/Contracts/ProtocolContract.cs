using System.Collections.Concurrent;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Theory;

namespace Coupling.Conformance;

/// <summary>What every mode promises, on every pair: its laws, its bits, and that neither side knows more than it was told.</summary>
public abstract class ProtocolContract
{
    protected const int FewRounds = 1000;
    protected const ulong Seed = 20240807;

    /// <summary>The law of repair's bits is an expectation with a long tail: this much off is allowed, from this D on.</summary>
    private const double BitTolerance = 0.1;

    /// <summary>The same of a law that is fitted, over few long units: on a dozen seeds their bits vary by a twelfth.</summary>
    private const double AdaptiveBitTolerance = 0.2;
    private const double SmallestDistanceOfBitLaw = 0.0199;
    private const double RoundingOfBits = 1e-6;

    /// <summary>Adaptive codes end their turns a few bits earlier or later than their law says: bits per unit.</summary>
    private const double BitSlackOfCodes = 6;

    /// <summary>How many demands a unit has to serve by searches varies as much as their number: bits per round, of ten units.</summary>
    private const double BitSlackOfDemands = 0.03;

    /// <summary>Fewer disagreements than this may stay away.</summary>
    private const double Few = 30;

    private static readonly ConcurrentDictionary<(string Mode, string Pair, long RoundsPerPair), Lazy<Tally>> Tallies = new();

    private readonly ModeLaw law;
    private readonly Protocol protocol;
    private readonly long roundsPerPair;

    /// <param name="mode">As in the catalog.</param>
    /// <param name="roundsPerPair">What the parties are told: the pair stays, but they must not count on more.</param>
    protected ProtocolContract(string mode, long roundsPerPair = PartyContext.WholeRun)
        : this(ModeLaw.Of(mode), ProtocolCatalog.Parse(mode), roundsPerPair)
    {
    }

    /// <summary>Of a protocol that is in no catalog.</summary>
    protected ProtocolContract(ModeLaw law, Protocol protocol, long roundsPerPair = PartyContext.WholeRun)
    {
        this.law = law;
        this.protocol = protocol;
        this.roundsPerPair = roundsPerPair;
    }

    public string Mode => law.Mode;

    public static TheoryData<string, string> PairsAndChecks
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (TestPair pair in TestPairs.All)
            {
                foreach (LawCheck check in LawCheck.All)
                {
                    data.Add(pair.Name, check.Name);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> PairNames => [.. TestPairs.All.Select(pair => pair.Name)];

    public static TheoryData<string> EqualPairNames => [.. TestPairs.All.Where(pair => pair.IsEqual).Select(pair => pair.Name)];

    [Theory]
    [MemberData(nameof(PairsAndChecks))]
    public void The_samples_have_their_law(string pairName, string checkName)
    {
        TestPair pair = Pair(pairName);
        Tally tally = TallyOf(pair);
        double p = LawCheck.Named(checkName).PValue(tally, pair.LawsOf(protocol), law.AgreementOf(pair, tally));
        Assert.InRange(p, Level.PerTest, 1);
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public void The_bits_have_their_law(string pairName)
    {
        TestPair pair = Pair(pairName);
        Tally tally = TallyOf(pair);
        BitLaw bits = law.Bits(pair.P, pair.Q);
        if (law.Adapts)
        {
            Assert.InRange((double)tally.LargestUnit / ((ConversingProtocol)protocol).UnitRounds, 0, bits.Total);
        }
        else if (bits.Total == 0 || (pair.IsEqual && law.EqualRowsFixBits && !law.IsAdaptive))
        {
            Assert.Equal(bits.AliceToBob * tally.Rounds, tally.AliceToBob, RoundingOfBits);
            Assert.Equal(bits.BobToAlice * tally.Rounds, tally.BobToAlice, RoundingOfBits);
        }
        else if (law.HasBitLaw && ((pair.IsEqual && law.IsAdaptive) || pair.Distance >= SmallestDistanceOfBitLaw))
        {
            double slack = law.IsAdaptive && protocol is ConversingProtocol { UnitRounds: var unit }
                ? (BitSlackOfCodes / unit) + (pair.IsEqual ? 0 : BitSlackOfDemands)
                : 0;
            double tolerance = law.IsAdaptive ? AdaptiveBitTolerance : BitTolerance;
            AssertNear(bits.AliceToBob, tally.AliceToBob, tally.Rounds, tolerance, slack);
            AssertNear(bits.BobToAlice, tally.BobToAlice, tally.Rounds, tolerance, slack);
        }
    }

    [Theory]
    [MemberData(nameof(EqualPairNames))]
    public void Equal_rows_agree_in_every_round_unless_private_coins_come_between(string pairName)
    {
        TestPair pair = Pair(pairName);
        Tally tally = TallyOf(pair);
        double expected = tally.Rounds * (1 - law.AgreementOf(pair, tally));
        Assert.True(law.EqualRowsAgree || pair.IsOneAtom ? tally.Agreements == tally.Rounds : expected < Few || tally.Agreements < tally.Rounds);
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public void What_Bob_holds_does_not_change_what_Alice_draws(string pairName)
    {
        // Modes that adapt promise less: by which coins a round is drawn may depend on what was said about earlier ones.
        if (law.Adapts)
        {
            return;
        }

        TestPair pair = Pair(pairName);
        var rounds = new RoundRange(0, FewRounds);
        PartyContext alice = pair.Party(Role.Alice, Seed);
        Assert.Equal(
            LocalPair.Run(protocol, alice, pair.Party(Role.Bob, Seed), rounds).Alice,
            LocalPair.Run(protocol, alice, (pair with { Q = pair.P }).Party(Role.Bob, Seed) with { Prior = alice.Prior }, rounds).Alice);
    }

    protected TestPair Pair(string name) => TestPairs.Named(name) with { RoundsPerPair = roundsPerPair };

    private static void AssertNear(double perRound, long bits, int rounds, double tolerance, double slack) =>
        Assert.InRange((double)bits / rounds, (perRound * (1 - tolerance)) - slack, (perRound * (1 + tolerance)) + slack);

    private Tally TallyOf(TestPair pair) =>
        Tallies.GetOrAdd((Mode, pair.Name, roundsPerPair), _ => new Lazy<Tally>(() => Tally.Of(protocol, pair, pair.Rounds, Seed))).Value;
}
