using System.Net.Sockets;
using Coupling.Wire.Hosting;
using Coupling.Wire.Meters;
using Grpc.Net.Client;

namespace Coupling.Coordination.Parties;

/// <summary>A metered gRPC channel to a party: the control account.</summary>
internal sealed class ControlChannel : IDisposable
{
    private readonly GrpcChannel channel;

    public ControlChannel(Uri address)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            InitialHttp2StreamWindowSize = 1 << 20,
            ConnectCallback = ConnectAsync,

            // Trace ids would be random numbers in what a party sees, and nobody collects the traces.
            ActivityHeadersPropagator = null,
        };
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = ServiceBuilder.MaximumControlMessageBytes,
            MaxSendMessageSize = ServiceBuilder.MaximumControlMessageBytes,
            MaxRetryAttempts = null,
        });
        Party = new Wire.V1.Party.PartyClient(channel);
    }

    public Wire.V1.Party.PartyClient Party { get; }

    /// <summary>Socket bytes of all connections of this channel.</summary>
    public ByteMeter Meter { get; } = new();

    public void Dispose() => channel.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new MeteredStream(new NetworkStream(socket, ownsSocket: true), Meter);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
