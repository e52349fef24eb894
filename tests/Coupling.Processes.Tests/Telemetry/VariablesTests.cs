using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>The standard variables, as far as they are this program's to read.</summary>
[Collection(OneAtATime.Name)]
public sealed class VariablesTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task Each_signal_may_have_an_endpoint_and_a_protocol_of_its_own()
    {
        await using OtlpCollector both = await OtlpCollector.StartAsync();
        await using OtlpCollector traces = await OtlpCollector.StartAsync();
        await RunAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", both.Http), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", traces.Grpc), ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc"));
        Assert.Equal((5, 0), (traces.Spans.Count, traces.Resources.Count));
        Assert.Equal((0, 3), (both.Spans.Count, both.Resources.Count));
    }

    [Fact]
    public async Task A_signals_own_endpoint_over_http_is_taken_as_it_is()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        await RunAsync(("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", $"{collector.Http}/v1/traces"), ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf"));
        Assert.Equal((5, 0), (collector.Spans.Count, collector.Resources.Count));
    }

    [Theory]
    [InlineData("OTEL_TRACES_EXPORTER", "none", 0, 3)]
    [InlineData("OTEL_METRICS_EXPORTER", "none", 5, 0)]
    [InlineData("OTEL_METRICS_EXPORTER", "otlp", 5, 3)]
    [InlineData("OTEL_TRACES_SAMPLER", "always_off", 0, 3)]
    [InlineData("OTEL_SDK_DISABLED", "true", 0, 0)]
    public async Task A_signal_can_be_turned_off_alone_and_both_together(string variable, string value, int spans, int processes)
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        await RunAsync([.. collector.Environment, (variable, value)]);
        Assert.Equal((spans, processes), (collector.Spans.Count, collector.Resources.Count));
    }

    [Fact]
    public async Task A_name_and_attributes_of_the_environment_win_and_the_role_tells_the_processes_apart()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        await RunAsync([.. collector.Environment, ("OTEL_SERVICE_NAME", "mine"), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=lab")]);
        Assert.All(collector.Resources, resource => Assert.Equal(("mine", "lab"), (resource["service.name"], resource["deployment.environment.name"])));
        Assert.Equal(["alice", "bob", "coordinator"], collector.Resources.Select(resource => resource["coupling.role"]).Order());
    }

    [Fact]
    public async Task A_value_that_is_not_known_is_ignored_and_said()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        Outcome outcome = await RunAsync([.. collector.Environment, ("OTEL_TRACES_EXPORTER", "zipkin"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]);
        Assert.Contains("OTEL_TRACES_EXPORTER: zipkin is ignored (allowed: otlp, none)", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("OTEL_EXPORTER_OTLP_PROTOCOL: http/json is ignored (allowed: grpc, http/protobuf)", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal(5, collector.Spans.Count);
        Assert.Contains("zipkin is ignored", File.ReadAllText(Path.Combine(folder.Out, "logs", "alice.log")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--modes", "gumbel")]
    [InlineData("run", "--topology", "in-process")]
    [InlineData("alice", "--distribution", Pair.P)]
    [InlineData("coordinator")]
    public async Task An_endpoint_that_is_no_url_is_named(params string[] arguments) =>
        (await CouplingProgram.RunAsync([("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "localhost:4317")], [.. arguments, .. Out(arguments)])).EndedWith(64)
            .SaysWithoutTrace("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: localhost:4317 (allowed: an http:// or https:// URL");

    [Fact]
    public async Task Metrics_are_not_served_while_the_environment_disables_them() =>
        (await CouplingProgram.RunAsync([("OTEL_SDK_DISABLED", "true")], ["coordinator", "--metrics", "127.0.0.1:0"])).EndedWith(64)
            .SaysWithoutTrace("--metrics: 127.0.0.1:0 (allowed: not while OTEL_SDK_DISABLED is true)");

    public void Dispose() => folder.Dispose();

    private string[] Out(string[] arguments) => arguments[0] == "run" ? ["--out", folder.Out] : [];

    private async Task<Outcome> RunAsync(params (string, string)[] environment) => (await CouplingProgram.RunAsync(
        environment, ["run", "--p", Pair.P, "--q", Pair.Q, "--modes", "gumbel", "--rounds", "1000", "--out", folder.Out])).EndedWith(0);
}
