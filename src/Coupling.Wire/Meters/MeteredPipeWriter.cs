using System.IO.Pipelines;

namespace Coupling.Wire.Meters;

/// <summary>Counts what a connection's server hands to its socket.</summary>
internal sealed class MeteredPipeWriter(PipeWriter inner, ByteMeter meter, MeteredPipeReader peer) : PipeWriter
{
    private volatile bool completed;
    private volatile bool completedFirst;

    /// <summary>The server ended its stream before it saw the end of the peer's.</summary>
    public bool CompletedFirst => completedFirst;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override void Advance(int bytes)
    {
        meter.AddSent(bytes);
        inner.Advance(bytes);
    }

    public override ValueTask<FlushResult> WriteAsync(
        ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        meter.AddSent(source.Length);
        return inner.WriteAsync(source, cancellationToken);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        NoteOrder();
        inner.Complete(exception);
    }

    public override ValueTask CompleteAsync(Exception? exception = null)
    {
        NoteOrder();
        return inner.CompleteAsync(exception);
    }

    private void NoteOrder()
    {
        if (!completed)
        {
            completed = true;
            completedFirst = !peer.PeerEnded;
        }
    }
}
