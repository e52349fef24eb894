using Coupling.Lockstep;
using Coupling.Wire.Sessions;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>One party's batches, of which more become known as time goes by.</summary>
internal sealed class GrowingBatches(KeptBatches all, long known) : IBatches
{
    private readonly Lock gate = new();
    private TaskCompletionSource? more = NewSource();

    public long Count
    {
        get
        {
            lock (gate)
            {
                return known;
            }
        }
    }

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

    public void Grow(long count, bool isLast)
    {
        lock (gate)
        {
            known = count;
            TaskCompletionSource? waiting = more;
            more = isLast ? null : NewSource();
            waiting?.TrySetResult();
        }
    }

    public void Fail(Exception fault) => more!.TrySetException(fault);

    public BatchRunner Create(long index)
    {
        Assert.InRange(index, 0, Count - 1);
        return all.Create(index);
    }

    public ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken) =>
        all.CompleteAsync(index, batch, cancellationToken);

    public ValueTask PulseAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
