using System.Threading.Channels;
using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Wire.V1;

namespace Coupling.Wire.Sessions;

/// <summary>The batches under way on one connection, and what they have to say. Slots number the batches of a connection.</summary>
internal sealed class BatchDesk
{
    private readonly IBatches batches;
    private readonly uint firstSlot;
    private readonly int inFlight;
    private readonly int part;
    private readonly Dictionary<uint, OpenBatch> open = [];
    private readonly HashSet<uint> engaged = [];
    private readonly BundlePacker packer = new();
    private readonly Channel<Turn> taken;
    private readonly TurnWorker[] workers;
    private long started;
    private long completed;
    private int endedUnsent;
    private int turnsUnderWay;

    /// <param name="batches">This side's.</param>
    /// <param name="firstSlot">Of the first of them.</param>
    /// <param name="inFlight">At most so many are under way.</param>
    /// <param name="part">A bundle is worth sending if one in so many conversations has something to say, at least 2.</param>
    public BatchDesk(IBatches batches, uint firstSlot, int inFlight, int part)
    {
        this.batches = batches;
        this.firstSlot = firstSlot;
        this.inFlight = inFlight;
        this.part = part;
        taken = Channel.CreateUnbounded<Turn>(new UnboundedChannelOptions { SingleReader = true });
        workers = batches.Workers > 1 ? [.. Enumerable.Range(0, batches.Workers).Select(_ => new TurnWorker(taken.Writer))] : [];
    }

    /// <summary>Whether a turn is being taken, or waits for its worker.</summary>
    public bool IsBusy => turnsUnderWay > 0;

    /// <summary>Asked in this order: what comes later changes the count first.</summary>
    public bool IsComplete => batches.More is null && completed == batches.Count;

    /// <summary>The slot after the last batch, when all are complete.</summary>
    public uint EndSlot => checked((uint)(firstSlot + batches.Count));

    /// <summary>
    /// Whether enough of the conversations have something to say. One that this side has prepared, but in which
    /// nobody has spoken yet, is not counted: the other side may not have begun it.
    /// </summary>
    public bool ShouldSpeak => packer.Frames > 0 && (long)packer.Frames * part >= engaged.Count;

    public IReadOnlyList<Bundle> TakeBundles()
    {
        endedUnsent = 0;
        return packer.Take();
    }

    /// <summary>
    /// Starts the next batch if there is room for one. A batch that has ended here takes room until its last frame is taken: a
    /// side that only speaks would otherwise say everything into memory.
    /// </summary>
    public async ValueTask<bool> TryStartNextAsync(CancellationToken cancellationToken)
    {
        if (started == batches.Count || open.Count + endedUnsent >= inFlight)
        {
            return false;
        }

        await StartNextAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Whether a slot is after the last batch that is known so far.</summary>
    public bool IsUnheardOf(uint slot) => slot >= firstSlot + batches.Count;

    /// <exception cref="WireProtocolException">The slot is over, or too far ahead, or its turn is this side's.</exception>
    public async ValueTask DeliverAsync(uint slot, Frame frame, CancellationToken cancellationToken)
    {
        // The other side may have finished a batch that is still open here, and begun the next. What workers have not come to yet may be
        // over there, too: then more waits until they have.
        while (slot >= firstSlot + started && started < batches.Count && (open.Count < 2 * inFlight || IsBusy))
        {
            if (open.Count < 2 * inFlight)
            {
                await StartNextAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await WaitForTurnAsync(cancellationToken).ConfigureAwait(false);
                await SettleTakenAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        if (!open.TryGetValue(slot, out OpenBatch? batch))
        {
            throw new WireProtocolException($"A frame came for slot {slot}, which is not open.");
        }

        if (batch.IsAnswering)
        {
            throw new WireProtocolException($"A frame came for slot {slot} before the last one was answered.");
        }

        engaged.Add(slot);
        batch.IsAnswering = true;
        await TakeAsync(new Turn(slot, batch.Runner, HasWorkers ? frame.Copy() : frame), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Settles the turns that workers have taken. False if there are none.</summary>
    public async ValueTask<bool> SettleTakenAsync(CancellationToken cancellationToken)
    {
        bool any = false;
        while (taken.Reader.TryRead(out Turn? turn))
        {
            any = true;
            turnsUnderWay--;
            await SettleAsync(turn, cancellationToken).ConfigureAwait(false);
        }

        return any;
    }

    /// <summary>Ends when a worker has taken a turn.</summary>
    public Task WaitForTurnAsync(CancellationToken cancellationToken) => taken.Reader.WaitToReadAsync(cancellationToken).AsTask();

    /// <summary>Workers begin no further turn.</summary>
    public void Stop() => Array.ForEach(workers, worker => worker.Stop());

    private bool HasWorkers => workers.Length > 0;

    private async ValueTask StartNextAsync(CancellationToken cancellationToken)
    {
        long index = started++;
        uint slot = checked((uint)(firstSlot + index));
        var batch = new OpenBatch(batches.Create(index));
        open.Add(slot, batch);
        await TakeAsync(new Turn(slot, batch.Runner, Heard: null), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (HasWorkers)
        {
            turnsUnderWay++;
            workers[batches.WorkerOf(turn.Slot - firstSlot)].Add(turn);
        }
        else
        {
            turn.Take();
            await SettleAsync(turn, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask SettleAsync(Turn turn, CancellationToken cancellationToken)
    {
        turn.Fault?.Throw();
        open[turn.Slot].IsAnswering &= turn.Heard is null;
        if (turn.Spoken is { } frame)
        {
            engaged.Add(turn.Slot);
            packer.Add(turn.Slot, frame);
        }

        if (turn.IsLast)
        {
            open.Remove(turn.Slot);
            engaged.Remove(turn.Slot);
            completed++;
            endedUnsent += turn.Spoken is null ? 0 : 1;
            await batches.CompleteAsync(turn.Slot - firstSlot, turn.Batch, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class OpenBatch(BatchRunner runner)
    {
        public BatchRunner Runner => runner;

        /// <summary>Whether a frame was delivered and what it leads to is not known yet.</summary>
        public bool IsAnswering { get; set; }
    }
}
