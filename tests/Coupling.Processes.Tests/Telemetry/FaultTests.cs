using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Coupling.Link;
using Coupling.Processes.Tests.Programs;
using Coupling.Processes.Tests.Resuming;
using Xunit.Abstractions;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>What is exported of a run in which something dies, or whose collector does.</summary>
[Collection(OneAtATime.Name)]
public sealed partial class FaultTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task A_lease_that_is_given_again_is_told_as_it_is_booked_and_is_one_more_span()
    {
        const string Mode = "repair:8";
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        using ThreeServices services = await ThreeServices.StartAsync(collector.Environment);
        IPEndPoint address = IPEndPoint.Parse(services.Bob.Announcement.Wire!);
        await using LinkRelay saboteur = LinkRelay.Start(_ => ValueTask.FromResult<EndPoint>(address));
        await services.RegisterAsync(saboteur.EndPoint.ToString());
        await services.SubmitAsync("retried", Mode, 200_000);
        await services.UntilRoundsAsync("retried", 1024);
        saboteur.Connections.Single().Break("the test says so");
        Assert.Equal("valid", (await services.UntilEndAsync("retried")).Verdict);
        JsonElement result = await services.ResultAsync("retried");
        await services.EndAsync();

        Counters told = collector.CountersOf("coupling-coordinator");
        Assert.Null(Counters.Of(result).Difference(told));
        Assert.NotEqual(0, told[$"coupling.bits{{edge=alice_to_bob,layer=socket,mode={Mode},phase=indeterminate}}"]);
        SeenSpan[] leases = [.. collector.Spans.Where(span => span.Name == "lease").OrderBy(span => span.Start)];
        Assert.Equal([("1", SeenSpan.Failed), ("2", 0)], leases.Select(lease => (lease.Attributes["attempt"], lease.Status)));
        Assert.Equal(200_000, leases.Sum(lease => long.Parse(lease.Attributes["rounds"], CultureInfo.InvariantCulture)));
        Assert.Equal(leases[1].Attributes["first_round"], leases[0].Attributes["rounds"]);
        Assert.Equal(
            ["coupling-alice 1 2", "coupling-alice 2 0", "coupling-bob 1 2", "coupling-bob 2 0"],
            collector.Spans.Where(span => span.Name == "work").Select(span => $"{span.Service} {span.Attributes["attempt"]} {span.Status}").Order(StringComparer.Ordinal));
        Assert.Single(collector.Spans.Select(span => span.TraceId).Distinct());
    }

    /// <summary>The dead coordinator may have told less than it had done, never more; the new one tells all that was left, once.</summary>
    [LinuxFact]
    public async Task A_coordinator_that_goes_on_from_a_store_tells_only_what_is_new()
    {
        const int Rounds = 400_000;
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        using ResumedRun run = ResumedRun.Start(
            folder.Path, [.. collector.Environment, ("OTEL_METRIC_EXPORT_INTERVAL", "50")],
            "--p", Pair.P, "--q", Pair.Q, "--modes", "gumbel,repair:4", "--rounds", $"{Rounds}", "--batch", "1024", "--out", "run");
        await run.SeeAsync(line => line.StartsWith("repair:4: ", StringComparison.Ordinal));
        await UntilAsync(() => collector.CountersOf("coupling-coordinator")["coupling.rounds{mode=repair:4}"] > 0);
        await Children.SignalAsync(run.PidOf("coordinator"), "KILL");
        JsonElement result = await run.ValidAsync();
        IReadOnlyDictionary<string, Counters> told = collector.CountersByInstance("coupling-coordinator");
        Assert.Equal(2, told.Count);
        output.WriteLine(string.Join(" and ", told.Values.Select(counters => counters["coupling.rounds{mode=repair:4}"])) + $" rounds told of {Rounds}; {Kept().Match(run.Errors).Value}");

        Counters expected = Counters.Of(result);
        Counters sum = collector.CountersOf("coupling-coordinator");
        Assert.All(sum.Values, entry => Assert.True(entry.Value <= expected[entry.Key], $"{entry.Key}: {entry.Value}, and the result has {expected[entry.Key]}"));
        Counters second = told.Values.Single(counters => counters["coupling.runs{verdict=valid}"] == 1);
        Assert.Equal(Rounds - long.Parse(Kept().Match(run.Errors).Groups[1].Value, CultureInfo.InvariantCulture), second["coupling.rounds{mode=repair:4}"]);
        Assert.Equal(0, second["coupling.rounds{mode=gumbel}"]);
        Assert.Equal(Rounds, sum["coupling.rounds{mode=gumbel}"]);
        Assert.Equal(expected["coupling.agreements{mode=gumbel}"], sum["coupling.agreements{mode=gumbel}"]);
        Assert.Equal(
            expected["coupling.bits{edge=alice_to_bob,layer=socket,mode=repair:4,phase=indeterminate}"],
            second["coupling.bits{edge=alice_to_bob,layer=socket,mode=repair:4,phase=indeterminate}"]);
    }

    [Fact]
    public async Task A_collector_that_takes_and_never_answers_costs_a_run_nothing_but_its_telemetry()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using ThreeServices services = await ThreeServices.StartAsync([("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://{silent.LocalEndpoint}"), ("OTEL_METRIC_EXPORT_INTERVAL", "50")]);
        await services.RegisterAsync();
        await services.SubmitAsync("unheard", "repair:4", 5000);
        Assert.Equal("valid", (await services.UntilEndAsync("unheard")).Verdict);
        await services.EndAsync();
    }

    [Fact]
    public async Task A_collector_that_is_not_there_costs_a_run_nothing_but_its_telemetry() => (await CouplingProgram.RunAsync(
        [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")],
        ["run", "--p", Pair.P, "--q", Pair.Q, "--modes", "repair:4", "--rounds", "5000", "--out", folder.Out])).EndedWith(0);

    public void Dispose() => folder.Dispose();

    private static async Task UntilAsync(Func<bool> holds)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(clock.Elapsed < ResumedRun.Deadline, "never seen");
            await Task.Delay(10);
        }
    }

    [GeneratedRegex(@"^repair:4: (\d+) rounds are kept from before", RegexOptions.Multiline)]
    private static partial Regex Kept();
}
