using System.Diagnostics;
using System.Net;
using Coupling.Wire.Dialing;
using Coupling.Wire.Hosting;
using Coupling.Wire.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Coupling.Cli.Benching.Limits;

/// <summary>
/// The transport alone: both ends of the wire in this process, set up as Alice and Bob set theirs up, over loopback TCP without a
/// link between. What they carry means nothing.
/// </summary>
internal sealed class LoopbackWire : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly WireConnection connection;

    private LoopbackWire(WebApplication host, WireConnection connection)
    {
        this.host = host;
        this.connection = connection;
    }

    public static async Task<LoopbackWire> StartAsync()
    {
        WebApplicationBuilder builder = ServiceBuilder.Create();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        WebApplication host = builder.Build();
        host.MapGrpcService<LoopbackService>();
        await host.StartAsync().ConfigureAwait(false);
        var address = IPEndPoint.Parse(new Uri(host.Urls.Single()).Authority);
        return new LoopbackWire(host, await WireDialer.DialAsync(address).ConfigureAwait(false));
    }

    /// <summary>Says bundle after bundle without waiting for an answer, and waits until the last is heard.</summary>
    /// <param name="payloadBytes">Of a bundle.</param>
    /// <param name="bundles">How many.</param>
    /// <returns>The time of it all.</returns>
    public async Task<TimeSpan> StreamAsync(int payloadBytes, int bundles)
    {
        using AsyncDuplexStreamingCall<Bundle, Bundle> call = connection.Client.Converse();
        var bundle = new Bundle { Payload = ByteString.CopyFrom(new byte[payloadBytes]) };
        long begin = Stopwatch.GetTimestamp();
        for (int said = 0; said < bundles; said++)
        {
            await call.RequestStream.WriteAsync(bundle).ConfigureAwait(false);
        }

        await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        await call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false);
        TimeSpan took = Stopwatch.GetElapsedTime(begin);
        await call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false);
        return took;
    }

    /// <summary>Says a small bundle and waits for the answer, again and again.</summary>
    /// <returns>The time of it all.</returns>
    public async Task<TimeSpan> PingPongAsync(int times)
    {
        using AsyncDuplexStreamingCall<Bundle, Bundle> call = connection.Client.Converse();
        var bundle = new Bundle { Slots = { 1 }, BitLengths = { 8 }, Payload = ByteString.CopyFrom(0) };
        long begin = Stopwatch.GetTimestamp();
        for (int said = 0; said < times; said++)
        {
            await call.RequestStream.WriteAsync(bundle).ConfigureAwait(false);
            await call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false);
        }

        TimeSpan took = Stopwatch.GetElapsedTime(begin);
        await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        while (await call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false))
        {
        }

        return took;
    }

    public async ValueTask DisposeAsync()
    {
        await connection.CloseAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        await ServiceProcess.StopAsync(host).ConfigureAwait(false);
    }
}
