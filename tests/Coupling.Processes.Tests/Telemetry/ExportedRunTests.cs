using System.Text.Json;
using Coupling.Processes.Tests.Programs;
using Coupling.Processes.Tests.Telemetry.Otlp;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>What the processes of a run export by OTLP: counters that say what its result says, and one trace.</summary>
[Collection(OneAtATime.Name)]
public sealed class ExportedRunTests(ExportedRun run) : IClassFixture<ExportedRun>
{
    private static readonly string[] Parties = ["alice", "bob"];

    [Fact]
    public void The_counters_say_what_the_result_says()
    {
        Counters told = run.Collector.CountersOf("coupling-coordinator");
        Assert.Null(Counters.Of(run.Result).Difference(told));
        Assert.Equal(ExportedRun.Rounds, told["coupling.rounds{mode=repair:4}"]);
        Assert.NotEqual(0, told["coupling.bits{edge=bob_to_alice,layer=socket,mode=repair:4,phase=handshake}"]);
        Assert.DoesNotContain(told.Values.Keys, series => series.StartsWith("coupling.bits", StringComparison.Ordinal) && series.Contains("gumbel", StringComparison.Ordinal));
    }

    /// <summary>The comparison is one that can fail.</summary>
    [Theory]
    [InlineData("coupling.bits", "edge=alice_to_bob,layer=socket")]
    [InlineData("coupling.bits", "layer=payload,mode=repair:4,phase=rounds")]
    [InlineData("coupling.agreements", "mode=gumbel")]
    public void What_is_told_twice_is_found(string name, string labels)
    {
        Counters told = run.Collector.CountersOf("coupling-coordinator");
        string twice = told.Values.Keys.First(series => series.StartsWith(name, StringComparison.Ordinal) && series.Contains(labels, StringComparison.Ordinal));
        told.Add(twice.Split('{')[0], twice.Split('{')[1].TrimEnd('}').Split(',').Select(label => (label.Split('=')[0], label.Split('=')[1])), told[twice]);
        Assert.StartsWith($"{twice}: ", Counters.Of(run.Result).Difference(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_batch_is_timed_at_both_parties()
    {
        int batches = (ExportedRun.Rounds + run.Result.At("plan", "batch").GetInt32() - 1) / run.Result.At("plan", "batch").GetInt32();
        foreach (string party in Parties)
        {
            IReadOnlyDictionary<string, HistogramDataPoint> timed = run.Collector.HistogramOf($"coupling-{party}", "coupling.batch.duration");
            Assert.Equal(
                ExportedRun.Modes.ToDictionary(mode => $"coupling.batch.duration{{mode={mode},role={party}}}", _ => (ulong)batches),
                timed.ToDictionary(entry => entry.Key, entry => entry.Value.Count));
            Assert.All(timed.Values, point => Assert.True(point.Sum > 0 && point.ExplicitBounds[0] < 0.001 && point.ExplicitBounds[^1] == 30));
            Assert.Empty(run.Collector.CountersOf($"coupling-{party}").Values);
        }

        Assert.Empty(run.Collector.HistogramOf("coupling-coordinator", "coupling.batch.duration"));
    }

    [Fact]
    public void One_trace_spans_the_user_the_coordinator_Alice_and_Bob()
    {
        IReadOnlyList<SeenSpan> spans = run.Collector.Spans;
        SeenSpan user = Assert.Single(spans, span => span.Name == "coupling run");
        Assert.All(spans, span => Assert.Equal(user.TraceId, span.TraceId));
        Assert.Equal(("coupling-user", "Coupling.User", string.Empty), (user.Service, user.Scope, user.ParentId));

        SeenSpan conducted = Assert.Single(spans, span => span.ParentId == user.SpanId);
        Assert.Equal(("coupling-coordinator", "Coupling.Coordinator", "run"), (conducted.Service, conducted.Scope, conducted.Name));
        Assert.Equal(("valid", run.Result.Text("run_id")), (conducted.Attributes["verdict"], conducted.Attributes["run_id"]));

        SeenSpan[] leases = [.. spans.Where(span => span.ParentId == conducted.SpanId).OrderBy(span => span.Start)];
        Assert.Equal(ExportedRun.Modes, leases.Select(lease => lease.Attributes["mode"]));
        Assert.All(leases, lease =>
        {
            Assert.Equal(("lease", "coupling-coordinator"), (lease.Name, lease.Service));
            Assert.Equal(("0", "1", $"{ExportedRun.Rounds}"), (lease.Attributes["first_round"], lease.Attributes["attempt"], lease.Attributes["rounds"]));
            Assert.Equal(lease.Attributes["mode"] == "gumbel" ? [] : ["handshake", "setup", "rounds", "teardown"], lease.Events);
            SeenSpan[] work = [.. spans.Where(span => span.ParentId == lease.SpanId).OrderBy(span => span.Service, StringComparer.Ordinal)];
            Assert.Equal(["coupling-alice", "coupling-bob"], work.Select(span => span.Service));
            Assert.Equal(["Coupling.Alice", "Coupling.Bob"], work.Select(span => span.Scope));
            Assert.All(work, span => Assert.Equal(("work", lease.Attributes["mode"], "1"), (span.Name, span.Attributes["mode"], span.Attributes["attempt"])));
        });
        Assert.Equal(2 + (3 * ExportedRun.Modes.Length), spans.Count);
        Assert.All(spans, span => Assert.True(span.Status == 0 && span.End >= span.Start));
    }

    [Fact]
    public async Task Three_services_in_one_process_export_each_their_own_once()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        using var folder = new TempFolder();
        JsonElement result = (await CouplingProgram.RunAsync(
            collector.Environment,
            ["run", "--topology", "in-process", "--p", Pair.P, "--q", Pair.Q, "--modes", "gumbel,repair:4", "--rounds", "5000", "--format", "json", "--out", folder.Out])).EndedWith(0).Json();
        Assert.Null(Counters.Of(result).Difference(collector.CountersOf("coupling-coordinator")));
        Assert.Equal(["alice", "bob", "coordinator"], collector.Resources.Select(resource => resource["coupling.role"]).Order());
        Assert.All(Parties, party => Assert.Equal(2, collector.HistogramOf($"coupling-{party}", "coupling.batch.duration").Count));
        Assert.Equal(2 + (3 * 2), collector.Spans.Count);
        Assert.Single(collector.Spans.Select(span => span.TraceId).Distinct());
    }

    [Fact]
    public async Task The_runs_of_a_series_are_traces_of_their_own()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        using var folder = new TempFolder();
        (await CouplingProgram.RunAsync(
            collector.Environment,
            ["run", "--seeds", "1,2", "--p", Pair.P, "--q", Pair.Q, "--modes", "gumbel", "--rounds", "1000", "--out", folder.Out])).EndedWith(0);
        Assert.Equal([5, 5], collector.Spans.GroupBy(span => span.TraceId).Select(trace => trace.Count()));
        Assert.Equal(2000, collector.CountersOf("coupling-coordinator")["coupling.rounds{mode=gumbel}"]);
    }
}
