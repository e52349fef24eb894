using System.Collections.Concurrent;
using System.Net;
using Coupling.Wire.Dialing;
using Coupling.Wire.Meters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coupling.Wire.Tests.Meters;

/// <summary>A Bob who only echoes: Kestrel with meters, HTTP/2 without TLS, on a free loopback port.</summary>
internal sealed class WireHost : IAsyncDisposable
{
    private WebApplication? application;

    /// <summary>Never reads what Alice says.</summary>
    public bool Deaf { get; init; }

    public ConcurrentBag<MeteredConnection> Opened { get; } = [];

    public ConcurrentBag<MeteredConnection?> Carriers { get; } = [];

    public ConcurrentBag<string> Outcomes { get; } = [];

    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.Loopback, 0);

    public static async Task<WireHost> StartAsync(bool deaf = false)
    {
        WireHost host = new() { Deaf = deaf };
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.InitialStreamWindowSize = WireLimits.StreamWindowBytes;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseByteMeter(host.Opened.Add);
            });
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(host);
        host.application = builder.Build();
        host.application.MapGrpcService<EchoService>();
        await host.application.StartAsync();
        host.EndPoint = IPEndPoint.Parse(new Uri(host.application.Urls.Single()).Authority);
        return host;
    }

    /// <summary>How the only call ended, within 2 s.</summary>
    public async Task<string> OutcomeAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(2));
        while (Outcomes.IsEmpty)
        {
            await Task.Delay(5, patience.Token);
        }

        return Outcomes.Single();
    }

    /// <summary>As on SIGTERM: no new calls, GOAWAY, then the end of the connections.</summary>
    public Task StopGracefullyAsync() => application!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            using CancellationTokenSource now = new();
            await now.CancelAsync();
            await application.StopAsync(now.Token);
            await application.DisposeAsync();
        }
    }
}
