using System.Net;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Services;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;
using Coupling.Wire.Telemetry;
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
        WebApplicationBuilder builder = ServiceBuilder.Create(options);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(roster);
        builder.Services.AddSingleton<RunList>();
        builder.Services.AddSingleton(new LinkFactory(options, roster.FindBobAsync));
        ListenOptions? endpoint = null;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Listen, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseMutualTls(options.Identity);
            endpoint = listen;
        }));
        var scraping = Scraping.Listen(builder, options);
        WebApplication application = builder.Build();
        application.LogIgnoredVariables();
        scraping.Answer(application, options);
        application.MapGrpcService<RosterService>();
        application.MapGrpcService<RunsService>();
        application.MapGrpcHealthChecksService();
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        var address = new Uri($"{options.Scheme}://{options.AdvertisedHost(endpoint!.IPEndPoint!)}:{endpoint.IPEndPoint!.Port}");
        return new RunningCoordinator(application, address, scraping.Address);
    }
}
