using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Coupling.Wire.Sessions;

/// <summary>Takes turns on the threads of the pool, one after the other, in the order in which they come.</summary>
/// <param name="taken">Gets each of them.</param>
internal sealed class TurnWorker(ChannelWriter<Turn> taken) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Turn> waiting = new();
    private volatile bool stopped;
    private int count;

    public void Add(Turn turn)
    {
        waiting.Enqueue(turn);
        if (Interlocked.Increment(ref count) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>No further turn is taken. One that is being taken goes on to its end.</summary>
    public void Stop() => stopped = true;

    /// <summary>One turn at a time: what moves bundles wants the same threads.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        if (!stopped && waiting.TryDequeue(out Turn? turn))
        {
            turn.Take();
            taken.TryWrite(turn);
            if (Interlocked.Decrement(ref count) > 0)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }
    }
}
