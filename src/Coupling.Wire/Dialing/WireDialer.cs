using System.Net;
using System.Net.Sockets;
using Coupling.Wire.Meters;
using Coupling.Wire.Security;
using Grpc.Core;
using Grpc.Net.Client;

namespace Coupling.Wire.Dialing;

/// <summary>Alice's side of the wire: opens one metered TCP connection to the link for one lease.</summary>
public static class WireDialer
{
    // The HTTP/2 client otherwise sends pings of its own to size its windows: traffic that no protocol caused. The
    // switch is read once per process, at the first HTTP handler; this constructor is early enough only in a process
    // that has not used HTTP before, so programs also carry it in their runtime configuration.
    static WireDialer() =>
        AppContext.SetSwitch("System.Net.SocketsHttpHandler.Http2FlowControl.DisableDynamicWindowSizing", true);

    /// <summary>Connects, and makes a gRPC channel (HTTP/2) that speaks over this connection only.</summary>
    /// <param name="link">Where the link listens.</param>
    /// <param name="identity">To speak TLS with Bob, through the link, which only relays; null for plain text.</param>
    /// <param name="cancellationToken">Ends the dialling.</param>
    /// <exception cref="RpcException">Unavailable: nobody answers at <paramref name="link"/>, or hangs up at once.</exception>
    public static async Task<WireConnection> DialAsync(EndPoint link, TlsIdentity? identity = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(link);
        Socket socket = await ConnectAsync(link, cancellationToken).ConfigureAwait(false);
        ByteMeter meter = new();
        MeteredStream stream = new(new NetworkStream(socket, ownsSocket: false), meter);
        SocketsHttpHandler handler = CreateHandler(stream);
        string address = "http://link";
        if (identity is not null)
        {
            // The name that TLS asks for is the party's own, whatever is dialled.
            address = $"https://{RoleName.Text(PeerRole.Bob)}";
            handler.SslOptions = identity.ClientOptions(PeerRole.Bob);
        }

        GrpcChannel channel = GrpcChannel.ForAddress(address, CreateOptions(handler));
        return new WireConnection(socket, stream, meter, handler, channel);
    }

    private static async Task<Socket> ConnectAsync(EndPoint link, CancellationToken cancellationToken)
    {
        // An IPv4 address on a socket for both versions would be shown as an IPv6 one, unlike at the link.
        Socket socket = link is IPEndPoint
            ? new Socket(link.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(WireLimits.ConnectTime);
        try
        {
            await socket.ConnectAsync(link, patience.Token).ConfigureAwait(false);
            return socket;
        }
        catch (Exception exception)
        {
            socket.Dispose();
            if (exception is SocketException ||
                (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                throw new RpcException(
                    new Status(StatusCode.Unavailable, $"link {link}: {exception.Message}", exception));
            }

            throw;
        }
    }

    private static SocketsHttpHandler CreateHandler(MeteredStream stream)
    {
        int handedOver = 0;
        return new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = 1,
            EnableMultipleHttp2Connections = false,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            KeepAlivePingDelay = Timeout.InfiniteTimeSpan,
            InitialHttp2StreamWindowSize = WireLimits.StreamWindowBytes,

            // A handler that lost its connection would quietly open another, which no lease knows of.
            ConnectCallback = (_, _) => Interlocked.Exchange(ref handedOver, 1) == 0
                ? ValueTask.FromResult<Stream>(stream)
                : throw new IOException("the connection of this lease is gone; a lease has one connection only"),
        };
    }

    private static GrpcChannelOptions CreateOptions(SocketsHttpHandler handler) => new()
    {
        HttpHandler = handler,
        DisposeHttpClient = false,
        HttpVersion = HttpVersion.Version20,
        HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        MaxReceiveMessageSize = WireLimits.MaximumMessageBytes,
        MaxSendMessageSize = WireLimits.MaximumMessageBytes,

        // The coordinator alone retries: a retry in here would be traffic that no attempt accounts for.
        MaxRetryAttempts = null,
        ServiceConfig = null,
        DisableResolverServiceConfig = true,
        CompressionProviders = [],
    };
}
