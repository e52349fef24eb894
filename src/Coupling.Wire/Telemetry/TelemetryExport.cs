using System.Net;
using Coupling.Wire.Hosting;
using Coupling.Wire.Plans;
using Coupling.Wire.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Coupling.Wire.Telemetry;

/// <summary>Where what <see cref="Instruments"/> measure goes: to an OTLP collector, to whoever scrapes, or nowhere.</summary>
public static class TelemetryExport
{
    /// <summary>ASP.NET Core's own source: the calls that a service answers.</summary>
    private const string ServedCalls = "Microsoft.AspNetCore";

    /// <summary>Whether spans are exported: an endpoint is named, and nobody said none.</summary>
    public static bool IsTracing { get; } = IsWanted("TRACES");

    private static bool IsMetering { get; } = IsWanted("METRICS");

    /// <summary>Adds the exporters that the standard OTEL_ variables and the options ask for.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, ServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        if (!IsTracing && !IsMetering && options.Metrics is null)
        {
            return;
        }

        IOpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource =>
        {
            if (Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is null)
            {
                resource.AddService($"coupling-{RoleName.Text(options.ServiceRole)}", serviceVersion: ProductVersion.Text);
            }
        });
        if (IsTracing)
        {
            telemetry.WithTracing(tracing => tracing.AddSource(Instruments.Name, ServedCalls).AddOtlpExporter());
        }

        if (IsMetering || options.Metrics is not null)
        {
            telemetry.WithMetrics(metrics =>
            {
                metrics.AddMeter(Instruments.Name);
                if (IsMetering)
                {
                    metrics.AddOtlpExporter();
                }

                if (options.Metrics is not null)
                {
                    metrics.AddPrometheusExporter();
                }
            });
        }
    }

    /// <summary>Listens for whoever scrapes, where the options say so: /metrics over HTTP/1.1, at an address of its own.</summary>
    /// <returns>Asks where it listens, once the service has started; null if it does not.</returns>
    public static Func<IPEndPoint?> ListenForScrapers(this WebApplicationBuilder builder, ServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        ListenOptions? endpoint = null;
        if (options.Metrics is { } address)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseMutualTls(options.Identity);
                endpoint = listen;
            }));
        }

        return () => endpoint?.IPEndPoint;
    }

    /// <summary>Answers them there and nowhere else.</summary>
    public static void UseScraping(this WebApplication application, Func<IPEndPoint?> listening)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(listening);
        if (application.Services.GetService<ServiceOptions>()?.Metrics is not null)
        {
            application.UseOpenTelemetryPrometheusScrapingEndpoint(
                context => context.Request.Path == "/metrics" && context.Connection.LocalPort == listening()?.Port);
        }
    }

    private static bool IsWanted(string signal) =>
        (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") ?? Environment.GetEnvironmentVariable($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT")) is { Length: > 0 }
        && Environment.GetEnvironmentVariable($"OTEL_{signal}_EXPORTER") != "none";
}
