using System.Buffers;
using System.IO.Pipelines;

namespace Coupling.Wire.Meters;

/// <summary>Counts what a connection's server takes from its socket: bytes consumed, not bytes merely looked at.</summary>
/// <remarks>
/// The server completes its reader as soon as it has no more interest; what has arrived by then, and what still
/// arrives, would go uncounted. So completing is not passed on: <see cref="DrainAsync"/> takes the rest first, and the
/// transport completes its own reader when it is disposed.
/// </remarks>
internal sealed class MeteredPipeReader(PipeReader inner, ByteMeter meter, CancellationToken closed) : PipeReader
{
    private ReadOnlySequence<byte> lent;
    private bool isLent;
    private volatile bool peerEnded;

    /// <summary>
    /// The end of the peer's stream was seen: here, or by the transport, which tells the server of it by another way
    /// too (ConnectionClosed), sometimes sooner.
    /// </summary>
    public bool PeerEnded => peerEnded || closed.IsCancellationRequested;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ReadResult result = await inner.ReadAsync(cancellationToken).ConfigureAwait(false);
        Lend(result);
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        if (!inner.TryRead(out result))
        {
            return false;
        }

        Lend(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        meter.AddReceived(lent.Slice(lent.Start, consumed).Length);
        (lent, isLent) = (default, false);
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
    }

    /// <summary>Takes and counts everything up to the peer's end of the stream, or until the time is up.</summary>
    /// <returns>True when the end was reached.</returns>
    public async Task<bool> DrainAsync(CancellationToken cancellationToken)
    {
        // The server leaves without giving its last read back; what it did not consume is still there.
        if (isLent)
        {
            AdvanceTo(lent.Start);
        }

        try
        {
            while (true)
            {
                ReadResult result = await ReadAsync(cancellationToken).ConfigureAwait(false);
                AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    return true;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Lend(ReadResult result)
    {
        (lent, isLent) = (result.Buffer, true);
        peerEnded |= result.IsCompleted;
    }
}
