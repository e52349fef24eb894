using Coupling.Protocols;
using Coupling.Theory;

namespace Coupling.Conformance;

public class OptimalCachedSetupTests
{
    public static TheoryData<string> PairNames => ProtocolContract.PairNames;

    [Theory]
    [MemberData(nameof(PairNames))]
    public void It_ships_64_32_or_16_bits_per_item_once_and_nothing_after(string pairName)
    {
        TestPair pair = TestPairs.Named(pairName);
        AssertShipsOnce("optimal:cached", 64, pair);
        AssertShipsOnce("optimal:cached+float32", 32, pair);
        AssertShipsOnce("optimal:cached+bfloat16", 16, pair);
    }

    private static void AssertShipsOnce(string mode, int width, TestPair pair)
    {
        var optimal = (Optimal)ProtocolCatalog.Parse(mode);
        RecordedRun run = RecordedRun.Of(optimal, pair, rounds: 1000, batch: 100, seed: 1);
        Assert.Equal(width * pair.P.Length, run.SetupBits);
        Assert.Equal(OptimalBits.PerRound(optimal, pair.P.Length, rounds: 1).Total, run.SetupBits);
        Assert.Equal(1, run.Said(Role.Alice).Count + run.Said(Role.Bob).Count);
        Assert.All(run.SentBits(Role.Alice).Concat(run.SentBits(Role.Bob)), bits => Assert.Equal(0, bits));
    }
}
