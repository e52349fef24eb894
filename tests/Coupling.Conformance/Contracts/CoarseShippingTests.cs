using System.Collections.Concurrent;
using Coupling.Protocols;
using Coupling.Theory;

namespace Coupling.Conformance;

/// <summary>The law of a rounded P, where rounding is coarse enough to be seen on every pair.</summary>
public class CoarseShippingTests
{
    private const ulong Seed = 20240807;

    private static readonly ConcurrentDictionary<string, Lazy<Tally>> Tallies = new();

    public static TheoryData<string, string> PairsAndChecks => ProtocolContract.PairsAndChecks;

    public static TheoryData<string> PairNames => ProtocolContract.PairNames;

    [Theory]
    [MemberData(nameof(PairsAndChecks))]
    public void The_samples_have_their_law(string pairName, string checkName)
    {
        TestPair pair = TestPairs.Named(pairName);
        Tally tally = Tallies.GetOrAdd(pairName, _ => new Lazy<Tally>(
            () => Tally.Of(new Optimal(cached: false, CoarseFormat.Instance), pair, pair.Rounds, Seed))).Value;
        Assert.InRange(LawCheck.Named(checkName).PValue(tally, pair, Law(pair)), Level.PerTest, 1);
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public void The_loss_is_within_its_bound(string pairName)
    {
        TestPair pair = TestPairs.Named(pairName);
        double optimum = 1 - pair.Distance;
        Assert.InRange(Law(pair), optimum - ShippedAgreement.LargestLoss(CoarseFormat.Instance) - 1e-12, optimum + 1e-12);
    }

    /// <summary>So the law is not 1 − D in disguise: 0.02 is ten standard deviations of the measurement.</summary>
    [Theory]
    [InlineData("two Zipf laws")]
    [InlineData("close")]
    [InlineData("equal")]
    [InlineData("three items")]
    public void The_loss_is_large_enough_to_be_seen(string pairName)
    {
        TestPair pair = TestPairs.Named(pairName);
        Assert.InRange(1 - pair.Distance - Law(pair), 0.02, 1);
    }

    private static double Law(TestPair pair) => ShippedAgreement.Of(pair.P, pair.Q, CoarseFormat.Instance);
}
