using System.Net;

namespace Coupling.Processes.Tests.ControlEdge;

/// <summary>A request's body that is written while the response is being read.</summary>
internal sealed class RequestBody(Func<Stream, CancellationToken, Task> write) : HttpContent
{
    private readonly CancellationTokenSource stop = new();
    private Task writing = Task.CompletedTask;

    /// <summary>Writes no more; completes when nothing is read from its source any more.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await writing.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token);
        writing = WriteAsync(stream, either.Token);
        await writing;
    }

    protected override void Dispose(bool disposing)
    {
        stop.Dispose();
        base.Dispose(disposing);
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        // The response may begin before the first message.
        await stream.FlushAsync(cancellationToken);
        await write(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
