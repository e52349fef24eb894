using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Wire.V1;

namespace Coupling.Wire.Sessions;

/// <summary>The batches under way on one connection, and what they have to say. Slots number the batches of a connection.</summary>
/// <param name="batches">This side's.</param>
/// <param name="firstSlot">Of the first of them.</param>
/// <param name="inFlight">At most so many are under way.</param>
/// <param name="part">A bundle is worth sending if one in so many conversations has something to say, at least 2.</param>
internal sealed class BatchDesk(IBatches batches, uint firstSlot, int inFlight, int part)
{
    private readonly Dictionary<uint, BatchRunner> open = [];
    private readonly HashSet<uint> engaged = [];
    private readonly BundlePacker packer = new();
    private long started;
    private long completed;
    private int endedUnsent;

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

    /// <exception cref="WireProtocolException">The slot is over, or too far ahead.</exception>
    public async ValueTask DeliverAsync(uint slot, Frame frame, CancellationToken cancellationToken)
    {
        // The other side may have finished a batch that is still open here, and begun the next.
        while (slot >= firstSlot + started && started < batches.Count && open.Count < 2 * inFlight)
        {
            await StartNextAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!open.TryGetValue(slot, out BatchRunner? batch))
        {
            throw new WireProtocolException($"A frame came for slot {slot}, which is not open.");
        }

        engaged.Add(slot);
        Frame? answer = batch.Deliver(frame);
        await SettleAsync(slot, batch, answer, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask StartNextAsync(CancellationToken cancellationToken)
    {
        long index = started++;
        uint slot = checked((uint)(firstSlot + index));
        BatchRunner batch = batches.Create(index);
        open.Add(slot, batch);
        await SettleAsync(slot, batch, batch.Start(), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SettleAsync(uint slot, BatchRunner batch, Frame? spoken, CancellationToken cancellationToken)
    {
        if (spoken is { } frame)
        {
            engaged.Add(slot);
            packer.Add(slot, frame);
        }

        if (batch.IsComplete)
        {
            open.Remove(slot);
            engaged.Remove(slot);
            completed++;
            endedUnsent += spoken is null ? 0 : 1;
            await batches.CompleteAsync(slot - firstSlot, batch, cancellationToken).ConfigureAwait(false);
        }
    }
}
