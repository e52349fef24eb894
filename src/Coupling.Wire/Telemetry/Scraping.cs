using System.Net;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Exporter;

namespace Coupling.Wire.Telemetry;

/// <summary>/metrics for Prometheus, at an address of its own: over HTTP/1.1, and over mutual TLS where the service speaks that.</summary>
public sealed class Scraping
{
    private const string Path = "/metrics";

    private ListenOptions? endpoint;

    private Scraping()
    {
    }

    /// <summary>Where it is served once the service has started; null for nowhere.</summary>
    public IPEndPoint? Address => endpoint?.IPEndPoint;

    /// <summary>Listens, if the options say so.</summary>
    public static Scraping Listen(WebApplicationBuilder builder, ServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        var scraping = new Scraping();
        if (options.Metrics is { } address)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseMutualTls(options.Identity);
                scraping.endpoint = listen;
            }));
        }

        return scraping;
    }

    /// <summary>Answers there, and at none of the service's other addresses.</summary>
    public void Answer(WebApplication application, ServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Metrics is not null)
        {
            application.UseOpenTelemetryPrometheusScrapingEndpoint(
                context => context.Request.Path == Path && context.Connection.LocalPort == Address?.Port);
        }
    }

    internal static void Configure(PrometheusAspNetCoreOptions options)
    {
        // Each scrape is a reading of its own.
        options.ScrapeResponseCacheDurationMilliseconds = 0;

        // There is one scope per service; its name and version on every series would only make them longer.
        options.ScopeInfoEnabled = false;
    }
}
