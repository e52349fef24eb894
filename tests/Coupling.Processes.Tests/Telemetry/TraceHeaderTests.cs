using System.Net;
using Coupling.Processes.Tests.ControlEdge;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>Where the header of a trace goes and where it does not.</summary>
[Collection(OneAtATime.Name)]
public sealed class TraceHeaderTests
{
    private const int Rounds = 600;

    private static readonly string[] Modes = ["gumbel", "repair:4"];
    private static readonly string[] OfTraces = ["traceparent", "tracestate", "baggage", "correlation-context", "request-id"];

    [Fact]
    public async Task Alice_sees_it_only_where_the_coordinator_exports_traces_once_per_lease_and_nothing_else_that_is_new()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        IReadOnlyList<RecordedCall> plain = await CallsOfAliceAsync();
        Assert.Empty(plain.SelectMany(TraceHeaders));

        IReadOnlyList<RecordedCall> traced = await CallsOfAliceAsync(collector.Environment);
        Assert.All(traced, call => Assert.Equal(call.Path.EndsWith("/Work", StringComparison.Ordinal) ? 1 : 0, TraceHeaders(call).Count()));
        SeenSpan[] leases = [.. collector.Spans.Where(span => span.Name == "lease").OrderBy(span => span.Start)];
        Assert.Equal(leases.Select(lease => $"traceparent: 00-{lease.TraceId}-{lease.SpanId}-01"), traced.SelectMany(TraceHeaders));
        Assert.Null(View(plain).Difference(View(traced)));
    }

    [Fact]
    public async Task Metrics_alone_put_none_into_what_Alice_sees()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        IReadOnlyList<RecordedCall> calls = await CallsOfAliceAsync([("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", collector.Grpc)]);
        Assert.Empty(calls.SelectMany(TraceHeaders));
        Assert.Empty(collector.Spans);
        Assert.Equal(Rounds, collector.CountersOf("coupling-coordinator")["coupling.rounds{mode=gumbel}"]);
    }

    [Fact]
    public async Task The_wire_between_Alice_and_Bob_has_none_even_while_all_services_export_traces()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        using ThreeServices services = await ThreeServices.StartAsync(collector.Environment);
        await using WireRecorder recorder = WireRecorder.Start(IPEndPoint.Parse(services.Bob.Announcement.Wire!));
        await services.RegisterAsync(bobWire: $"{recorder.Address}");
        await services.SubmitAsync("recorded", "repair:4", Rounds);
        Assert.Equal("valid", (await services.UntilEndAsync("recorded")).Verdict);
        await services.EndAsync();
        Assert.Equal(["coupling-alice", "coupling-bob"], collector.Spans.Where(span => span.Name == "work").Select(span => span.Service).Order());

        IReadOnlyList<string> headers = await ReplayedHeaders.ReadAsync(await recorder.AliceToBobAsync());
        Assert.Contains(":path: /coupling.v1.Wire/Converse", headers);
        Assert.DoesNotContain(headers, IsOfTraces);
    }

    /// <summary>The recording shows such a header where there is one.</summary>
    [Fact]
    public async Task A_client_that_hands_its_trace_on_is_caught()
    {
        using Service bob = await Service.StartAsync("bob", "--distribution", Pair.Q);
        await using WireRecorder recorder = WireRecorder.Start(IPEndPoint.Parse(bob.Announcement.Wire!));
        using (var client = new HttpClient())
        {
            using var call = new HttpRequestMessage(HttpMethod.Post, $"http://{recorder.Address}/coupling.v1.Wire/Converse") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            call.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            (await client.SendAsync(call)).Dispose();
        }

        Assert.Contains(await ReplayedHeaders.ReadAsync(await recorder.AliceToBobAsync()), IsOfTraces);
    }

    private static async Task<IReadOnlyList<RecordedCall>> CallsOfAliceAsync(params (string, string)[] coordinator)
    {
        using ThreeServices services = await ThreeServices.StartAsync([], coordinator);
        await using ControlTap tap = await ControlTap.StartAsync(new Uri(services.Alice.Announcement.Listening));
        await services.RegisterAsync(aliceControl: tap.Address);
        await services.SubmitAsync("tapped", Modes, Rounds);
        Assert.Equal("valid", (await services.UntilEndAsync("tapped")).Verdict);
        await services.EndAsync();
        return tap.Take();
    }

    /// <summary>Without the header of traces, and without the tap's port, which is the system's choice.</summary>
    private static AliceView View(IEnumerable<RecordedCall> calls) => AliceView.Of(
        calls.Select(call => call with { Headers = [.. call.Headers.Where(header => !IsOfTraces(header) && !header.StartsWith("host: ", StringComparison.Ordinal))] }));

    private static IEnumerable<string> TraceHeaders(RecordedCall call) => call.Headers.Where(IsOfTraces);

    private static bool IsOfTraces(string header) => OfTraces.Contains(header.Split(": ")[0]);
}
