using Coupling.Coordination.Leases;
using Coupling.Wire.V1;
using CsCheck;

namespace Coupling.Coordination.Tests.Leases;

public class LeaseCreditTests
{
    private const int Batch = 100;
    private const int InFlight = 4;

    [Fact]
    public void The_first_grant_is_more_than_what_can_be_under_way() =>
        Assert.Equal(40_500, Credit(first: 40_000, rounds: 1_000_000).End);

    [Fact]
    public void Grants_keep_ahead_of_the_commits_by_what_is_under_way_and_a_quarter_of_a_second()
    {
        LeaseCredit credit = Credit(first: 0, rounds: 1L << 40);
        Grant grant = credit.After(committed: 10_000, seconds: 2)!;
        Assert.Equal((10_000UL + 400 + 1300, false), (grant.End, grant.Final));
        Assert.Null(credit.After(committed: 10_000, seconds: 2));
        Assert.Null(credit.After(committed: 10_100, seconds: 2.02));
    }

    [Fact]
    public void When_it_is_enough_the_lease_ends_at_what_was_granted()
    {
        bool enough = false;
        LeaseCredit credit = Credit(0, 1L << 40, () => enough);
        long end = (long)credit.After(400, 0.1)!.End;
        enough = true;
        Assert.Equal(new Grant { End = (ulong)end, Final = true }, credit.After(500, 0.2));
        Assert.True(credit.IsFinal);
        Assert.Null(credit.After(end, 0.3));
        Assert.Equal(end, credit.End);
    }

    [Fact]
    public void A_lease_that_is_granted_whole_at_first_still_gets_its_last_word() =>
        Assert.Equal(new Grant { End = 330, Final = true }, Credit(first: 0, rounds: 330).After(100, 1));

    /// <summary>However fast the parties are, they get on, in whole batches, within the lease, to a last word.</summary>
    [Fact]
    public void The_parties_never_stop_before_the_last_word() => Gen.Select(
        Gen.Long[0, 50].Select(batches => batches * Batch), Gen.Long[1, 200_000], Gen.Double[1e-6, 1], Gen.Long[0, 400_000]).Sample(
        (first, rounds, secondsPerBatch, enoughAt) =>
        {
            long committed = first;
            double seconds = 0;
            LeaseCredit credit = Credit(first, rounds, () => committed >= enoughAt);
            long told = credit.End;
            while (!credit.IsFinal || committed < told)
            {
                Assert.True(committed < told, "nothing is granted, and nothing will be");
                committed = Math.Min(told, committed + Batch);
                seconds += secondsPerBatch;
                if (credit.After(committed, seconds) is { } grant)
                {
                    Assert.True((long)grant.End > told || grant.Final);
                    told = (long)grant.End;
                    Assert.True(told == first + rounds || (told - first) % Batch == 0);
                    Assert.InRange(told, committed, first + rounds);
                    Assert.InRange(told - committed, 0, 1 << 20);
                }
            }

            Assert.Equal(told, credit.End);
            Assert.True(told == first + rounds || told >= enoughAt);
        },
        iter: 200);

    private static LeaseCredit Credit(long first, long rounds, Func<bool>? isEnough = null) =>
        new(new Lease { FirstRound = (ulong)first, Rounds = (ulong)rounds }, Batch, InFlight, isEnough ?? (() => false));
}
