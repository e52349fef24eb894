using Coupling.Wire.Hosting;
using Coupling.Wire.Plans;
using Coupling.Wire.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Coupling.Wire.Telemetry;

/// <summary>Where a service's spans and measurements go: to an OTLP collector, to whoever scrapes, or nowhere (docs/telemetry.md).</summary>
public static partial class TelemetryExport
{
    /// <summary>How long a collector may take for the last words of a process. It is less than a parent waits for a child.</summary>
    private const int LastWordsMilliseconds = 2000;

    /// <summary>Series of one instrument in one process: the bits of some 300 modes. The SDK's own bound is 2000.</summary>
    private const int MostSeries = 8192;

    /// <summary>Adds the exporters that the environment and the options ask for.</summary>
    /// <exception cref="UsageException">An OTEL_ variable cannot be used, or contradicts the options.</exception>
    public static void AddTelemetry(this WebApplicationBuilder builder, ServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        OtlpSignal.CheckAll();
        bool isScraped = options.Metrics is not null;
        if (isScraped && OtlpSignal.IsSdkDisabled)
        {
            throw new UsageException($"--metrics: {options.Metrics} (allowed: not while OTEL_SDK_DISABLED is true)");
        }

        if (!OtlpSignal.Traces.IsExported && !OtlpSignal.Metrics.IsExported && !isScraped)
        {
            return;
        }

        string scope = TelemetryName.OfScope(options.ServiceRole);
        IOpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.Describe(options.ServiceRole));
        if (OtlpSignal.Traces.IsExported)
        {
            telemetry.WithTracing(tracing => tracing.AddSource(scope).AddOtlpExporter(OtlpSignal.Traces.Configure));
        }

        if (OtlpSignal.Metrics.IsExported || isScraped)
        {
            telemetry.WithMetrics(metrics =>
            {
                metrics.AddMeter(scope).AddView("coupling.bits", new MetricStreamConfiguration { CardinalityLimit = MostSeries });
                if (OtlpSignal.Metrics.IsExported)
                {
                    metrics.AddOtlpExporter(OtlpSignal.Metrics.Configure);
                }

                if (isScraped)
                {
                    metrics.AddPrometheusExporter(Scraping.Configure);
                }
            });
        }
    }

    /// <summary>Logs which variables of the environment were ignored.</summary>
    public static void LogIgnoredVariables(this WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        ILogger log = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Coupling.Telemetry");
        foreach (string ignored in OtlpSignal.CheckAll())
        {
            LogIgnored(log, ignored);
        }
    }

    /// <summary>The spans of a program that is no service.</summary>
    /// <returns>Sends what is left when it is disposed of; null where traces are not exported.</returns>
    public static IDisposable? TraceProgram(PeerRole role)
    {
        return OtlpSignal.Traces.IsExported
            ? new ProgramTracing(Sdk.CreateTracerProviderBuilder()
                .ConfigureResource(resource => resource.Describe(role))
                .AddSource(TelemetryName.OfScope(role))
                .AddOtlpExporter(OtlpSignal.Traces.Configure)
                .Build())
            : null;
    }

    /// <summary>Sends what is left. A collector that does not answer is given up.</summary>
    public static Task EndAsync(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        TracerProvider? tracing = services.GetService<TracerProvider>();
        MeterProvider? metrics = services.GetService<MeterProvider>();
        return Task.WhenAll(
            OnThreadOfItsOwn(() => tracing?.Shutdown(LastWordsMilliseconds)),
            OnThreadOfItsOwn(() => metrics?.Shutdown(LastWordsMilliseconds)));
    }

    /// <summary>A shutdown blocks while the exporter sends, and that needs threads of the pool: on two cores there are just two.</summary>
    private static Task OnThreadOfItsOwn(Action shutdown) =>
        Task.Factory.StartNew(shutdown, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win; the role is always there, as children of one program share those.</summary>
    private static void Describe(this ResourceBuilder resource, PeerRole role) => resource
        .Clear()
        .AddService(TelemetryName.OfService(role), serviceVersion: ProductVersion.Text)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector()
        .AddAttributes([new("coupling.role", RoleName.Text(role))]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Ignored}")]
    private static partial void LogIgnored(ILogger log, string ignored);

    private sealed class ProgramTracing(TracerProvider provider) : IDisposable
    {
        public void Dispose()
        {
            provider.Shutdown(LastWordsMilliseconds);
            provider.Dispose();
        }
    }
}
