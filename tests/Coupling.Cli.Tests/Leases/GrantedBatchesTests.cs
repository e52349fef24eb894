using Coupling.Party.Leases;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Cli.Tests.Leases;

public class GrantedBatchesTests
{
    [Fact]
    public void A_lease_without_grants_is_granted_whole()
    {
        var batches = new GrantedBatches(new Lease { FirstRound = 50, Rounds = 25 }, batchRounds: 10);
        Assert.Null(batches.More);
        Assert.Equal(3, batches.Count);
        Assert.Equal((70, 5), (batches.At(2).First, batches.At(2).Count));
        Assert.Throws<RpcException>(() => batches.Extend(new Grant { End = 75, Final = true }));
    }

    [Fact]
    public void Grants_extend_it_to_the_last_one()
    {
        GrantedBatches batches = Granted(end: 60);
        Task more = batches.More!;
        Assert.Equal((1, false), (batches.Count, more.IsCompleted));
        batches.Extend(new Grant { End = 80 });
        Assert.Equal((3, true), (batches.Count, more.IsCompletedSuccessfully));
        Task last = batches.More!;
        batches.Extend(new Grant { End = 80, Final = true });
        Assert.Equal((3, true), (batches.Count, last.IsCompletedSuccessfully));
        Assert.Null(batches.More);
    }

    [Fact]
    public void The_last_batch_of_the_lease_may_be_short()
    {
        GrantedBatches batches = Granted(end: 60);
        batches.Extend(new Grant { End = 1049, Final = true });
        Assert.Equal(100, batches.Count);
        Assert.Equal((1040, 9), (batches.At(99).First, batches.At(99).Count));
    }

    [Theory]
    [InlineData(75, true)]
    [InlineData(1050, true)]
    [InlineData(50, true)]
    [InlineData(60, false)]
    [InlineData(0, true)]
    [InlineData(ulong.MaxValue, true)]
    public void What_cuts_a_batch_takes_back_or_goes_beyond_the_lease_is_refused(ulong end, bool final)
    {
        GrantedBatches batches = Granted(end: 60);
        RpcException fault = Assert.Throws<RpcException>(() => batches.Extend(new Grant { End = end, Final = final }));
        Assert.Contains($"grant: {end} (allowed: above 60 and up to 1049, whole batches of 10 rounds from 50)", fault.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(1, batches.Count);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(49)]
    [InlineData(55)]
    [InlineData(2000)]
    public void So_is_a_first_grant(ulong end) => Assert.Throws<RpcException>(() => Granted(end));

    private static GrantedBatches Granted(ulong end) => new(new Lease { FirstRound = 50, Rounds = 999, GrantedEnd = end }, batchRounds: 10);
}
