using Coupling.Bits;
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
    private static readonly Laws Far = new([[0.4, 0.3, 0.2, 0.1], [0.1, 0.1, 0.4, 0.4]], [[0.1, 0.2, 0.3, 0.4], [0.4, 0.4, 0.1, 0.1]]);
    private static readonly Laws Close = new([[0.3, 0.25, 0.25, 0.2], [0.2, 0.25, 0.25, 0.3]], [[0.2, 0.25, 0.25, 0.3], [0.3, 0.25, 0.25, 0.2]]);

    /// <remarks>Far apart, demands are served by probes; close, by searches of intervals.</remarks>
    [Theory]
    [InlineData("repair-grouped:8", false)]
    [InlineData("repair-grouped:3", false)]
    [InlineData("repair-grouped:6+turns=7", false)]
    [InlineData("repair-grouped:8", true)]
    [InlineData("repair-grouped:6+turns=7", true)]
    public void Every_round_has_the_law_of_its_rows(string mode, bool close)
    {
        Laws laws = close ? Close : Far;
        LocalResult result = Run(mode, laws, pairStays: false);
        foreach (int parity in (int[])[0, 1])
        {
            Assert.InRange(GoodnessOfFit.Test(Counts(result.Alice, parity), laws.P[parity]).GPValue, Level.PerTest, 1);
            Assert.InRange(GoodnessOfFit.Test(Counts(result.Bob, parity), laws.Q[parity]).GPValue, Level.PerTest, 1);
        }
    }

    /// <remarks>Coins of a pair that stays are drawn for its first row: a name that does not fit the round's own is refused.</remarks>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pool_for_a_pair_that_changes_is_seen(bool close) =>
        Assert.Throws<WireProtocolException>(() => Run("repair-grouped:8", close ? Close : Far, pairStays: true));

    private static LocalResult Run(string mode, Laws laws, bool pairStays) => LocalPair.Run(
        ProtocolCatalog.Parse(mode),
        new PartyContext(Role.Alice, new AlternatingRows(laws.P[0], laws.P[1]) { IsConstant = pairStays }, new Coins.PublicCoins(Seed)),
        new PartyContext(Role.Bob, new AlternatingRows(laws.Q[0], laws.Q[1]) { IsConstant = pairStays }, new Coins.PublicCoins(Seed)),
        new RoundRange(0, Rounds));

    private static long[] Counts(int[] samples, int parity)
    {
        long[] counts = new long[Far.P[0].Length];
        for (int round = parity; round < samples.Length; round += 2)
        {
            counts[samples[round]]++;
        }

        return counts;
    }

    /// <summary>Rows of even and of odd rounds.</summary>
    private sealed record Laws(double[][] P, double[][] Q);
}
