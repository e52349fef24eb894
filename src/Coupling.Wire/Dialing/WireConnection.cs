using System.Net;
using System.Net.Sockets;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;
using Grpc.Net.Client;

namespace Coupling.Wire.Dialing;

/// <summary>One TCP connection to the link, its meter, and the gRPC client that speaks over it and no other.</summary>
public sealed class WireConnection : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly MeteredStream stream;
    private readonly SocketsHttpHandler handler;
    private readonly Lock gate = new();
    private Task<MeteredEnd>? close;

    internal WireConnection(
        Socket socket, MeteredStream stream, ByteMeter meter, SocketsHttpHandler handler, GrpcChannel channel)
    {
        this.socket = socket;
        this.stream = stream;
        this.handler = handler;
        Meter = meter;
        Channel = channel;
        Client = new V1.Wire.WireClient(channel);
        LocalEndPoint = HostAndPort.Plain(socket.LocalEndPoint);
    }

    public GrpcChannel Channel { get; }

    public V1.Wire.WireClient Client { get; }

    public ByteMeter Meter { get; }

    /// <summary>This end's address: the link sees the connection come from here.</summary>
    public EndPoint? LocalEndPoint { get; }

    /// <summary>The kernel's counts; null where it keeps none, and after the close.</summary>
    public KernelCounts? ReadKernel() => KernelMeter.Read(socket);

    /// <summary>
    /// Closes in order, so that the meters of both ends and of the link agree to the byte when it is over. Call it when
    /// the call is finished: the request stream completed, the response read to its end, the status there. Never
    /// throws; a second call returns the first one's result.
    /// </summary>
    public Task<MeteredEnd> CloseAsync(CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            return close ??= CloseOnceAsync(cancellationToken);
        }
    }

    /// <summary>Cuts the connection (TCP reset) if it is still open: the peers see it break, at once.</summary>
    public void Abort(string reason = "aborted")
    {
        lock (gate)
        {
            socket.Close(0);
            close ??= Task.FromResult(new MeteredEnd(false, Meter.Snapshot(), reason));
        }

        Channel.Dispose();
        handler.Dispose();
    }

    /// <summary>Waits for an orderly close under way; a connection that was not closed is aborted.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<MeteredEnd>? closing;
        lock (gate)
        {
            closing = close;
        }

        if (closing is null)
        {
            Abort("disposed without a close");
        }
        else
        {
            await closing.ConfigureAwait(false);
        }
    }

    private async Task<MeteredEnd> CloseOnceAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(WireLimits.CloseTime);
        string? reason = null;
        try
        {
            await SayFarewellAsync(patience.Token).ConfigureAwait(false);
            socket.Dispose();
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException)
        {
            reason = exception.Message;
            socket.Close(0);
        }

        return new MeteredEnd(reason is null, Meter.Snapshot(), reason);
    }

    /// <summary>
    /// Alice ends her stream first and keeps reading until Bob has ended his. In this order no byte can meet a closed
    /// socket: with no call open, Bob's server answers the end of her stream by ending its own, and the link passes both
    /// ends on. It says nothing more at that point, unless it is stopping itself: then a GOAWAY (17 bytes) may still
    /// come, and is read and counted here.
    /// </summary>
    /// <remarks>
    /// The other orders lose bytes. If the HTTP handler closes the socket, as it does when disposed, whatever is still
    /// under way to Alice meets a reset, sent by Bob and received by nobody: tried, 1 close in 80, and every third with a
    /// Bob who stops meanwhile. If Bob closes first, the same can happen to what is under way to him (window updates).
    /// </remarks>
    private async Task SayFarewellAsync(CancellationToken cancellationToken)
    {
        Channel.Dispose();
        handler.Dispose();
        await stream.EndWritesAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);

        byte[] rest = new byte[4096];
        int taken;
        while ((taken = await socket.ReceiveAsync(rest, SocketFlags.None, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Meter.AddReceived(taken);
        }

        // The handler may have had a read of its own under way, which took a part; it has ended with the stream.
        await stream.EndReadsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        if (stream.Fault is { } fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }
}
