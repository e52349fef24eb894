using System.Net.Sockets;
using Coupling.Distributions;
using Coupling.Wire.Hosting;
using Coupling.Wire.Meters;
using Coupling.Wire.Security;
using Grpc.Net.Client;

namespace Coupling.Wire.Dialing;

/// <summary>Channels to services for control calls: never the metered conversation.</summary>
public static class ServiceChannel
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    /// <summary>Dials when it is first used. Retries are the caller's.</summary>
    /// <param name="address">http:// or https:// HOST:PORT.</param>
    /// <param name="peer">Who is expected there: with TLS, the name that is asked for, wherever it is.</param>
    /// <param name="identity">Who this side is; null for plain text.</param>
    /// <param name="meter">Counts the socket bytes of all its connections; null if nobody asks.</param>
    /// <exception cref="BadDataException">The address speaks TLS and there is no identity.</exception>
    public static GrpcChannel Create(Uri address, PeerRole peer, TlsIdentity? identity = null, ByteMeter? meter = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        bool isSecure = address.Scheme == Uri.UriSchemeHttps;
        if (isSecure && identity is null)
        {
            throw new BadDataException($"{address}: it speaks TLS, and no certificates are given (allowed: --certs DIR)");
        }

        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectTimeout = ConnectTime,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            InitialHttp2StreamWindowSize = 1 << 20,

            // Trace ids would be random numbers in what a party sees: a call that is part of a trace says so itself (TraceHeader).
            ActivityHeadersPropagator = null,
            ConnectCallback = (_, cancellationToken) => ConnectAsync(address, meter, cancellationToken),
        };
        if (isSecure)
        {
            handler.SslOptions = identity!.ClientOptions(peer);
        }

        return GrpcChannel.ForAddress(isSecure ? new Uri($"https://{RoleName.Text(peer)}") : address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = ServiceBuilder.MaximumControlMessageBytes,
            MaxSendMessageSize = ServiceBuilder.MaximumControlMessageBytes,
            MaxRetryAttempts = null,
        });
    }

    private static async ValueTask<Stream> ConnectAsync(Uri address, ByteMeter? meter, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.DnsSafeHost, address.Port, cancellationToken).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return meter is null ? stream : new MeteredStream(stream, meter);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
