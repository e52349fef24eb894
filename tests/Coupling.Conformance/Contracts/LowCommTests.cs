using System.Collections.Concurrent;
using Coupling.Protocols;
using Coupling.Theory;

namespace Coupling.Conformance;

/// <summary>What `lowcomm:eps` promises beyond the contract of all modes: what it asks, and what happens when asking takes too long.</summary>
public class LowCommTests
{
    private const ulong Seed = 20240807;

    /// <summary>With a rounding that is seen on every pair, and one proposal before all weights are asked for.</summary>
    private static readonly LowComm Impatient = new(0.5m, mostProposals: 1);

    private static readonly ConcurrentDictionary<string, Lazy<Tally>> Tallies = new();

    public static TheoryData<string> PairNames => ProtocolContract.PairNames;

    public static TheoryData<string, string> PairsAndChecks => ProtocolContract.PairsAndChecks;

    [Theory]
    [InlineData("three items", "1e-3")]
    [InlineData("three items", "5e-1")]
    [InlineData("two Zipf laws", "1e-3")]
    [InlineData("shuffled Zipf laws", "1e-3")]
    [InlineData("disjoint", "1e-3")]
    [InlineData("opposite", "1e-6")]
    [InlineData("two subsets", "1e-6")]
    public void A_round_makes_one_proposal_and_the_bits_of_its_law(string pairName, string epsilon)
    {
        const int Rounds = 200_000;
        TestPair pair = TestPairs.Named(pairName);
        var lowComm = (LowComm)ProtocolCatalog.Parse($"lowcomm:{epsilon}");
        var counted = new AlteredLowComm(lowComm.Epsilon);
        var law = new LowCommLaw(lowComm, pair.P, pair.Q);
        Tally tally = Tally.Of(counted, pair, Rounds, Seed);
        Assert.Equal(1, law.Proposals, 1e-9);
        Assert.InRange((double)counted.Proposals / Rounds, 0.98, 1.02);
        Assert.InRange(counted.Questions / (law.Questions * Rounds), 0.98, 1.02);
        Assert.InRange((tally.AliceToBob + tally.BobToAlice) / (law.Bits.Total * Rounds), 0.98, 1.02);
    }

    /// <summary>So the last resort is a last resort, and no bias: with one proposal allowed, most rejections get there.</summary>
    [Theory]
    [MemberData(nameof(PairsAndChecks))]
    public void Asking_for_all_weights_gives_the_same_law(string pairName, string checkName)
    {
        TestPair pair = TestPairs.Named(pairName);
        Assert.InRange(LawCheck.Named(checkName).PValue(TallyOf(pair), pair, Law(pair).Agreement), Level.PerTest, 1);
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public void Asking_for_all_weights_has_its_share_in_the_law_of_the_bits(string pairName)
    {
        TestPair pair = TestPairs.Named(pairName);
        BitLaw bits = Law(pair).Bits;
        Tally tally = TallyOf(pair);
        Assert.InRange((double)tally.AliceToBob / tally.Rounds, bits.AliceToBob * 0.95, bits.AliceToBob * 1.05);
        Assert.InRange((double)tally.BobToAlice / tally.Rounds, bits.BobToAlice * 0.95, bits.BobToAlice * 1.05);
    }

    private static LowCommLaw Law(TestPair pair) => new(Impatient, pair.P, pair.Q);

    private static Tally TallyOf(TestPair pair) =>
        Tallies.GetOrAdd(pair.Name, _ => new Lazy<Tally>(() => Tally.Of(Impatient, pair, pair.Rounds, Seed))).Value;
}
