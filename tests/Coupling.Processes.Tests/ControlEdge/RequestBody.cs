using System.Net;

namespace Coupling.Processes.Tests.ControlEdge;

/// <summary>A request's body that is written while the response is being read.</summary>
internal sealed class RequestBody(Func<Stream, CancellationToken, Task> write) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
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
