using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Statistics;

namespace Coupling.Conformance;

/// <summary>A pair that changes with the round: each round has the law of its own rows.</summary>
public class ChangingRowsTests
{
    private const ulong Seed = 20240807;
    private const int Rounds = 60_000;

    // In even rounds Bob likes what he dislikes in odd ones: items that he alone has are of no use a round later.
    private static readonly double[][] P = [[0.4, 0.3, 0.2, 0.1], [0.1, 0.1, 0.4, 0.4]];
    private static readonly double[][] Q = [[0.1, 0.2, 0.3, 0.4], [0.4, 0.4, 0.1, 0.1]];

    [Theory]
    [InlineData("repair-grouped:8")]
    [InlineData("repair-grouped:3")]
    [InlineData("repair-grouped:6+turns=7")]
    public void Every_round_has_the_law_of_its_rows(string mode)
    {
        LocalResult result = Run(mode, pairStays: false);
        foreach (int parity in (int[])[0, 1])
        {
            Assert.InRange(GoodnessOfFit.Test(Counts(result.Alice, parity), P[parity]).GPValue, Level.PerTest, 1);
            Assert.InRange(GoodnessOfFit.Test(Counts(result.Bob, parity), Q[parity]).GPValue, Level.PerTest, 1);
        }
    }

    [Fact]
    public void A_pool_for_a_pair_that_changes_is_seen()
    {
        LocalResult result = Run("repair-grouped:8", pairStays: true);
        Assert.InRange(GoodnessOfFit.Test(Counts(result.Bob, 0), Q[0]).GPValue, 0, Level.PerTest);
    }

    private static LocalResult Run(string mode, bool pairStays) => LocalPair.Run(
        ProtocolCatalog.Parse(mode),
        new PartyContext(Role.Alice, new AlternatingRows(P[0], P[1]) { IsConstant = pairStays }, new Coins.PublicCoins(Seed)),
        new PartyContext(Role.Bob, new AlternatingRows(Q[0], Q[1]) { IsConstant = pairStays }, new Coins.PublicCoins(Seed)),
        new RoundRange(0, Rounds));

    private static long[] Counts(int[] samples, int parity)
    {
        long[] counts = new long[P[0].Length];
        for (int round = parity; round < samples.Length; round += 2)
        {
            counts[samples[round]]++;
        }

        return counts;
    }
}
