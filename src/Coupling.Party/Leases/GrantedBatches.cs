using Coupling.Sampling;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Party.Leases;

/// <summary>The batches of a lease, as far as it is granted by now. Both parties cut alike, from the plan, the mode and the lease alone.</summary>
internal sealed class GrantedBatches
{
    private readonly Lock gate = new();
    private readonly long first;
    private readonly long leaseEnd;
    private long end;
    private TaskCompletionSource? more;

    /// <param name="lease">What was given.</param>
    /// <param name="batchRounds">Rounds of a batch.</param>
    /// <exception cref="RpcException">What is granted first is not within the lease.</exception>
    public GrantedBatches(Lease lease, int batchRounds)
    {
        BatchRounds = batchRounds;
        first = checked((long)lease.FirstRound);
        leaseEnd = checked((long)(lease.FirstRound + lease.Rounds));
        end = leaseEnd;
        if (lease.GrantedEnd != 0)
        {
            end = first;
            more = NewSource();
            Extend(new Grant { End = lease.GrantedEnd });
        }
    }

    /// <summary>Rounds of a batch; the last one of the lease may have fewer.</summary>
    public int BatchRounds { get; }

    /// <summary>Batches that may be conducted.</summary>
    public long Count
    {
        get
        {
            lock (gate)
            {
                return (end - first + BatchRounds - 1) / BatchRounds;
            }
        }
    }

    /// <summary>Null when nothing more will be granted; else it ends when something was.</summary>
    public Task? More
    {
        get
        {
            lock (gate)
            {
                return more?.Task;
            }
        }
    }

    /// <summary>The rounds of a batch that was granted.</summary>
    public RoundRange At(long index)
    {
        lock (gate)
        {
            long start = first + (index * BatchRounds);
            return new RoundRange(start, (int)Math.Min(BatchRounds, end - start));
        }
    }

    /// <summary>Takes grants until the last one. A fault is found by whoever waits for <see cref="More"/>.</summary>
    public async Task FollowAsync(WorkStream work, CancellationToken cancellationToken)
    {
        try
        {
            while (More is not null)
            {
                Extend(await work.ReadGrantAsync(cancellationToken).ConfigureAwait(false));
            }
        }
#pragma warning disable CA1031 // Whatever ends the grants ends the lease, at the waiting place.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            lock (gate)
            {
                more?.TrySetException(fault);
            }
        }
    }

    /// <exception cref="RpcException">It takes something back, cuts a batch or goes beyond the lease.</exception>
    public void Extend(Grant grant)
    {
        lock (gate)
        {
            bool isWhole = grant.End <= (ulong)leaseEnd && (grant.End == (ulong)leaseEnd || (grant.End - (ulong)first) % (ulong)BatchRounds == 0);
            if (more is null || !isWhole || grant.End < (ulong)end || (grant.End == (ulong)end && !grant.Final))
            {
                throw new RpcException(new Status(
                    StatusCode.InvalidArgument,
                    $"grant: {grant.End} (allowed: above {end} and up to {leaseEnd}, whole batches of {BatchRounds} rounds from {first})"));
            }

            end = (long)grant.End;
            TaskCompletionSource waiting = more;
            more = grant.Final ? null : NewSource();
            waiting.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
