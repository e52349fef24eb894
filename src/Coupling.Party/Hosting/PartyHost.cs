using System.Net;
using Coupling.Party.Inputs;
using Coupling.Party.Leases;
using Coupling.Party.Plans;
using Coupling.Party.Services;
using Coupling.Protocols;
using Coupling.Wire.Hosting;
using Coupling.Wire.Meters;
using Coupling.Wire.Security;
using Coupling.Wire.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Coupling.Party.Hosting;

/// <summary>Hosts one party: its control service and, for Bob, the wire at which he is dialled.</summary>
public static class PartyHost
{
    /// <summary>Starts listening, and registers where that is asked for.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<RunningParty> StartAsync(PartyOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        WebApplicationBuilder builder = ServiceBuilder.Create(options);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => new PartyInput(options));
        builder.Services.AddSingleton(_ => new ModelInput(options));
        builder.Services.AddSingleton<RunTable>();
        builder.Services.AddSingleton<ExpectedLeases>();
        ListenOptions? control = null;
        ListenOptions? wire = null;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Listen, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseMutualTls(options.Identity);
                control = listen;
            });
            if (options.Role == Role.Bob)
            {
                kestrel.Listen(options.WireListen ?? new IPEndPoint(options.Listen.Address, 0), listen =>
                {
                    listen.Protocols = HttpProtocols.Http2;
                    listen.UseByteMeter();
                    listen.UseMutualTls(options.Identity);
                    wire = listen;
                });
            }
        });

        var scraping = Scraping.Listen(builder, options);
        WebApplication application = builder.Build();
        application.LogIgnoredVariables();
        scraping.Answer(application, options);
        application.MapGrpcService<ControlService>();
        application.MapGrpcHealthChecksService();
        if (options.Role == Role.Bob)
        {
            application.MapGrpcService<WireService>();
        }

        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        return new RunningParty(application, options, control!.IPEndPoint!, wire?.IPEndPoint, scraping.Address);
    }
}
