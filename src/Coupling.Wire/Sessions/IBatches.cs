using Coupling.Lockstep;

namespace Coupling.Wire.Sessions;

/// <summary>One party's batches of a lease, as a session needs them.</summary>
public interface IBatches
{
    /// <summary>How many there are.</summary>
    long Count { get; }

    /// <summary>This party's side of batch <paramref name="index"/>; asked for in ascending order, once each.</summary>
    BatchRunner Create(long index);

    /// <summary>A batch has ended on this side. Batches may end in any order.</summary>
    ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken);

    /// <summary>Something has moved since the last call.</summary>
    ValueTask PulseAsync(CancellationToken cancellationToken);
}
