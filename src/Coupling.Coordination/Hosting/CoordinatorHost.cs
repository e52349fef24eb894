using System.Net;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Services;
using Coupling.Wire.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Coupling.Coordination.Hosting;

/// <summary>Hosts the coordinator: its services and its link.</summary>
public static class CoordinatorHost
{
    /// <summary>Starts listening.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<RunningCoordinator> StartAsync(CoordinatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var roster = new PartyRoster();
        WebApplicationBuilder builder = ServiceBuilder.Create();
        builder.Services.AddSingleton(roster);
        builder.Services.AddSingleton<RunList>();
        builder.Services.AddSingleton(new LinkFactory(options.Link, IPAddress.Loopback, roster.FindBobAsync));
        builder.Services.AddSingleton(new StoreHolder(options.Store));
        ListenOptions? endpoint = null;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Listen, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            endpoint = listen;
        }));
        WebApplication application = builder.Build();
        application.MapGrpcService<RosterService>();
        application.MapGrpcService<RunsService>();
        application.MapGrpcHealthChecksService();
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        return new RunningCoordinator(application, new Uri($"http://{endpoint!.IPEndPoint}"));
    }
}
