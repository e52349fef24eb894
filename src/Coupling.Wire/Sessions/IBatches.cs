using Coupling.Lockstep;

namespace Coupling.Wire.Sessions;

/// <summary>One party's batches of a lease, as a session needs them.</summary>
public interface IBatches
{
    /// <summary>How many there are; how many there are so far, while <see cref="More"/> is not null.</summary>
    long Count { get; }

    /// <summary>
    /// Null once <see cref="Count"/> will not change any more; else it ends when one of the two has changed, with the fault if they
    /// never will.
    /// </summary>
    Task? More => null;

    /// <summary>
    /// Batches of different workers may take their turns at the same time, those of one worker one after the other. Where there is one worker
    /// only, all turns are taken by the session itself.
    /// </summary>
    int Workers => 1;

    /// <summary>The worker of a batch, 0 .. Workers − 1.</summary>
    int WorkerOf(long index) => 0;

    /// <summary>This party's side of batch <paramref name="index"/>; asked for in ascending order, once each.</summary>
    BatchRunner Create(long index);

    /// <summary>A batch has ended on this side. Batches may end in any order. The session is done with the runner, which may be used again.</summary>
    ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken);

    /// <summary>Something has moved since the last call. Called again before a session waits for what comes next.</summary>
    ValueTask PulseAsync(CancellationToken cancellationToken);
}
