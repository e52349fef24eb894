namespace Coupling.Wire.Meters;

/// <summary>
/// A stream over a socket that counts what passes, for <see cref="SocketsHttpHandler.ConnectCallback"/>.
/// </summary>
/// <remarks>
/// Disposing it ends its use but leaves the stream below open: the HTTP handler disposes its streams at a moment of its
/// own choosing, and closing the socket there would lose the count of what the peer still says. Whoever made the
/// socket closes it (see <c>WireConnection.CloseAsync</c>).
/// Every other way to read or write (single bytes, Begin/End, CopyTo) comes down to the overloads below.
/// </remarks>
public sealed class MeteredStream(Stream inner, ByteMeter meter) : Stream
{
    private readonly InFlight reads = new();
    private readonly InFlight writes = new();

    public override bool CanRead => inner.CanRead;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanSeek => false;

    public override bool CanTimeout => inner.CanTimeout;

    public override int ReadTimeout
    {
        get => inner.ReadTimeout;
        set => inner.ReadTimeout = value;
    }

    public override int WriteTimeout
    {
        get => inner.WriteTimeout;
        set => inner.WriteTimeout = value;
    }

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// The first failure that came up from below, null while there is none. The kernel reports a reset to one operation
    /// only and then looks like an orderly end, so whoever closes the socket has to ask here.
    /// </summary>
    internal Exception? Fault { get; private set; }

    /// <summary>Refuses new reads; completes when those under way have been counted.</summary>
    internal Task EndReadsAsync() => reads.CloseAsync();

    /// <summary>Refuses new writes; completes when those under way are with the kernel.</summary>
    internal Task EndWritesAsync() => writes.CloseAsync();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        Begin(reads);
        try
        {
            int taken = inner.Read(buffer);
            meter.AddReceived(taken);
            return taken;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A cancelled read is the handler's own doing and loses nothing.
            Fault ??= exception;
            throw;
        }
        finally
        {
            reads.End();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begin(reads);
        try
        {
            int taken = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            meter.AddReceived(taken);
            return taken;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A cancelled read is the handler's own doing and loses nothing.
            Fault ??= exception;
            throw;
        }
        finally
        {
            reads.End();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Begin(writes);
        try
        {
            meter.AddSent(buffer.Length);
            inner.Write(buffer);
        }
        catch (Exception exception)
        {
            // A cancelled write too: part of it may have gone out.
            Fault ??= exception;
            throw;
        }
        finally
        {
            writes.End();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begin(writes);
        try
        {
            meter.AddSent(buffer.Length);
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A cancelled write too: part of it may have gone out.
            Fault ??= exception;
            throw;
        }
        finally
        {
            writes.End();
        }
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ = reads.CloseAsync();
            _ = writes.CloseAsync();
        }

        base.Dispose(disposing);
    }

    private void Begin(InFlight operations) => ObjectDisposedException.ThrowIf(!operations.TryBegin(), this);
}
