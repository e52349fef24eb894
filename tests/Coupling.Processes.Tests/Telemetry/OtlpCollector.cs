using System.Net;
using Coupling.Processes.Tests.Telemetry.Otlp;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>Stands for a collector: takes OTLP over gRPC and over HTTP and keeps what it was sent.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly WebApplication application;
    private readonly List<SeenSpan> spans = [];

    /// <summary>The last export of each process, by service.name and service.instance.id; exports are cumulative.</summary>
    private readonly Dictionary<(string Service, string Instance), ResourceMetrics> last = [];

    private OtlpCollector()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        application = builder.Build();
        application.MapGrpcService<Traces>();
        application.MapGrpcService<Metrics>();
        application.MapPost("/v1/traces", async context => Take(ExportTraceServiceRequest.Parser.ParseFrom(await BodyAsync(context))));
        application.MapPost("/v1/metrics", async context => Take(ExportMetricsServiceRequest.Parser.ParseFrom(await BodyAsync(context))));
    }

    /// <summary>For the protocol grpc.</summary>
    public string Grpc => Addresses[0];

    /// <summary>For the protocol http/protobuf.</summary>
    public string Http => Addresses[1];

    /// <summary>What a process needs in its environment to export everything here.</summary>
    public (string, string)[] Environment => [("OTEL_EXPORTER_OTLP_ENDPOINT", Grpc)];

    public IReadOnlyList<SeenSpan> Spans
    {
        get
        {
            lock (gate)
            {
                return [.. spans];
            }
        }
    }

    /// <summary>The attributes that each process gave of itself with its measurements.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Resources
    {
        get
        {
            lock (gate)
            {
                return [.. last.Values.Select(metrics => Attributes(metrics.Resource.Attributes))];
            }
        }
    }

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector.application.StartAsync();
        return collector;
    }

    /// <summary>What the counters of all processes of a service say together.</summary>
    public Counters CountersOf(string service)
    {
        var all = new Counters();
        foreach (Counters counters in CountersByInstance(service).Values)
        {
            all.Add(counters);
        }

        return all;
    }

    public IReadOnlyDictionary<string, Counters> CountersByInstance(string service) => MetricsOf(service).ToDictionary(
        entry => entry.Instance,
        entry =>
        {
            var counters = new Counters();
            foreach (Metric metric in entry.Metrics.Where(metric => metric.Sum is not null))
            {
                Assert.True(metric.Sum.IsMonotonic);
                Assert.Equal(AggregationTemporality.Cumulative, metric.Sum.AggregationTemporality);
                foreach (NumberDataPoint point in metric.Sum.DataPoints)
                {
                    Assert.Equal(NumberDataPoint.ValueOneofCase.AsInt, point.ValueCase);
                    counters.Add(metric.Name, Labels(point.Attributes), point.AsInt);
                }
            }

            return counters;
        });

    /// <summary>The histogram of a service, of all its processes, by labels.</summary>
    public IReadOnlyDictionary<string, HistogramDataPoint> HistogramOf(string service, string name) => MetricsOf(service)
        .SelectMany(entry => entry.Metrics)
        .Where(metric => metric.Name == name)
        .SelectMany(metric => metric.Histogram.DataPoints)
        .ToDictionary(point => Counters.Series(name, Labels(point.Attributes)));

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private string[] Addresses =>
        [.. application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    private IEnumerable<(string Instance, IReadOnlyList<Metric> Metrics)> MetricsOf(string service)
    {
        lock (gate)
        {
            return [.. last.Where(entry => entry.Key.Service == service).Select(entry => (entry.Key.Instance, (IReadOnlyList<Metric>)[.. entry.Value.ScopeMetrics.SelectMany(scope => scope.Metrics)]))];
        }
    }

    private void Take(ExportTraceServiceRequest request)
    {
        lock (gate)
        {
            spans.AddRange(
                from resource in request.ResourceSpans
                from scope in resource.ScopeSpans
                from span in scope.Spans
                select new SeenSpan(
                    Attributes(resource.Resource.Attributes)["service.name"], scope.Scope.Name,
                    Hex(span.TraceId), Hex(span.SpanId), Hex(span.ParentSpanId), span.Name,
                    Attributes(span.Attributes), [.. span.Events.Select(happened => happened.Name)],
                    span.Status?.Code ?? 0, span.StartTimeUnixNano, span.EndTimeUnixNano));
        }
    }

    private void Take(ExportMetricsServiceRequest request)
    {
        lock (gate)
        {
            foreach (ResourceMetrics metrics in request.ResourceMetrics)
            {
                Dictionary<string, string> resource = Attributes(metrics.Resource.Attributes);
                last[(resource["service.name"], resource["service.instance.id"])] = metrics;
            }
        }
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private static string Hex(Google.Protobuf.ByteString id) => Convert.ToHexStringLower(id.Span);

    private static Dictionary<string, string> Attributes(IEnumerable<KeyValue> attributes) => Labels(attributes).ToDictionary(entry => entry.Name, entry => entry.Value);

    private static IEnumerable<(string Name, string Value)> Labels(IEnumerable<KeyValue> attributes) => attributes.Select(entry => (entry.Key, entry.Value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => entry.Value.StringValue,
        AnyValue.ValueOneofCase.IntValue => FormattableString.Invariant($"{entry.Value.IntValue}"),
        _ => entry.Value.ToString(),
    }));

    private sealed class Traces(OtlpCollector collector) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            collector.Take(request);
            return Task.FromResult(new ExportTraceServiceResponse());
        }
    }

    private sealed class Metrics(OtlpCollector collector) : MetricsService.MetricsServiceBase
    {
        public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context)
        {
            collector.Take(request);
            return Task.FromResult(new ExportMetricsServiceResponse());
        }
    }
}
