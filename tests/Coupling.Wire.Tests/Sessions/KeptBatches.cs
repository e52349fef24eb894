using Coupling.Lockstep;
using Coupling.Wire.Sessions;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>One party's batches; keeps those that have ended.</summary>
internal sealed class KeptBatches(long count, Func<long, BatchRunner> create) : IBatches
{
    public long Count => count;

    public int Workers { get; init; } = 1;

    public int WorkerOf(long index) => (int)(index % Workers);

    public SortedDictionary<long, BatchRunner> Ended { get; } = [];

    public int MostOpen { get; private set; }

    private int Created { get; set; }

    public BatchRunner Create(long index)
    {
        Assert.Equal(Created, index);
        Created++;
        MostOpen = Math.Max(MostOpen, Created - Ended.Count);
        return create(index);
    }

    public ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken)
    {
        Assert.True(batch.IsComplete);
        Ended.Add(index, batch);
        return ValueTask.CompletedTask;
    }

    /// <summary>How often the session said that it is getting on.</summary>
    public int Pulses { get; private set; }

    public ValueTask PulseAsync(CancellationToken cancellationToken)
    {
        Pulses++;
        return ValueTask.CompletedTask;
    }

    public long[] SentBits() => [.. Ended.Values.SelectMany(batch => Enumerable.Range(0, batch.Units).Select(batch.SentBits))];
}
