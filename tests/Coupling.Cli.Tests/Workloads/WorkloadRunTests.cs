using System.Text.Json;
using Coupling.Cli.Tests.Commands;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Theory;

namespace Coupling.Cli.Tests.Workloads;

/// <summary>A workload from the command line to result.json, between services.</summary>
public sealed class WorkloadRunTests : IDisposable
{
    private const int RoundsPerRow = 4096;

    /// <summary>All modes whose unit is a round; the last one's units fill the rows.</summary>
    private const string EveryMode = "independent,inverse-cdf,minhash,gumbel,repair:0,repair:4,lowcomm:1e-2,optimal,optimal+bfloat16,repair-grouped:8";

    private readonly WorkloadFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Every_mode_is_valid_and_its_totals_are_means_of_its_rows()
    {
        CliRun run = await files.RunAsync(
            "run", "--p", files.P, "--q", files.Q, "--rounds-per-row", $"{RoundsPerRow}", "--modes", "gumbel,minhash,repair:8,lowcomm:1e-3,optimal,repair-grouped:8");
        Assert.True(run.ExitCode == 0, run.Errors);
        JsonElement result = JsonElement.Parse(run.Output);
        Assert.Equal("valid", result.GetProperty("verdict").GetString());
        JsonElement plan = result.GetProperty("plan");
        Assert.Equal(
            (WorkloadFiles.Rows, RoundsPerRow, WorkloadFiles.Rows * RoundsPerRow),
            (plan.GetProperty("rows").GetInt32(), plan.GetProperty("rounds_per_row").GetInt32(), plan.GetProperty("rounds").GetInt32()));
        Assert.Equal(WorkloadFiles.Rows, result.GetProperty("inputs").GetProperty("bob").GetProperty("rows").GetInt32());
        foreach (JsonElement mode in result.GetProperty("modes").EnumerateArray())
        {
            AssertMeans(mode);
        }

        string[] lines = await File.ReadAllLinesAsync(Path.Combine(files.New("run"), "rows.csv"));
        Assert.Equal(1 + (6 * WorkloadFiles.Rows), lines.Length);
        Assert.StartsWith("mode,row,rounds,agreements,agreement,", lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal(14, line.Count(letter => letter == ',')));

        CliRun replay = await CliRun.StartAsync("replay", files.New("run"));
        Assert.Equal((0, 6), (replay.ExitCode, replay.Output.Split("identical").Length - 1));
    }

    [Fact]
    public async Task Equal_rows_are_the_pair_alone()
    {
        string ps = files.Write("same-p.csv", Enumerable.Repeat(files.PRows[2], 3));
        string qs = files.Write("same-q.csv", Enumerable.Repeat(files.QRows[2], 3));
        CliRun workload = await files.RunAsync("workload", "--p", ps, "--q", qs, "--rounds-per-row", $"{RoundsPerRow}", "--modes", EveryMode);
        CliRun alone = await files.RunAsync(
            "alone", "--p", files.P + "#2", "--q", files.Q + "#2", "--rounds", $"{3 * RoundsPerRow}", "--modes", EveryMode);
        Assert.True(workload.ExitCode == 0 && alone.ExitCode == 0, workload.Errors + alone.Errors);
        foreach ((JsonElement rows, JsonElement pair) in Modes(workload).Zip(Modes(alone)))
        {
            Assert.Equal(pair.GetProperty("digest").GetString(), rows.GetProperty("digest").GetString());
            Assert.Equal(pair.GetProperty("exact").GetDouble(), rows.GetProperty("exact").GetDouble(), 12);
            Assert.Equal(3, rows.GetProperty("rows").GetArrayLength());
            Assert.Equal(0, pair.GetProperty("rows").GetArrayLength());
        }
    }

    [Fact]
    public async Task Neither_batches_nor_the_topology_leave_a_trace()
    {
        string[] asked = ["--p", files.P, "--q", files.Q, "--rounds-per-row", "900", "--modes", "gumbel,repair:4,lowcomm:1e-2,repair-grouped:4"];
        string[][] outcomes =
        [
            Outcome(await files.RunAsync("one", asked)),
            Outcome(await files.RunAsync("two", [.. asked, "--batch", "7", "--in-flight", "3"])),
            Outcome(await files.RunAsync("three", [.. asked, "--topology", "processes", "--batch", "65536"])),
        ];
        Assert.Equal(outcomes[0], outcomes[1]);
        Assert.Equal(outcomes[0], outcomes[2]);
    }

    [Fact]
    public async Task Alices_samples_of_silent_modes_do_not_depend_on_Bobs_rows()
    {
        string[] asked = ["--p", files.P, "--rounds-per-row", "700", "--modes", "gumbel,minhash,inverse-cdf,independent"];
        CliRun first = await files.RunAsync("one", [.. asked, "--q", files.Q]);
        CliRun second = await files.RunAsync("two", [.. asked, "--q", $"zipf:1,{WorkloadFiles.Items}"]);
        Assert.True(first.ExitCode == 0 && second.ExitCode == 0, first.Errors + second.Errors);
        Assert.Equal(Modes(first).Select(Alice), Modes(second).Select(Alice));
        Assert.NotEqual(Modes(first).Select(mode => mode.GetProperty("digests").GetProperty("bob").GetString()), Modes(second).Select(mode => mode.GetProperty("digests").GetProperty("bob").GetString()));

        static string? Alice(JsonElement mode) => mode.GetProperty("digests").GetProperty("alice").GetString();
    }

    [Fact]
    public async Task Fewer_rounds_are_the_first_rows()
    {
        CliRun run = await files.RunAsync("run", "--p", files.P, "--q", files.Q, "--rounds-per-row", "1000", "--rounds", "2500", "--modes", "gumbel,repair-grouped:8");
        Assert.True(run.ExitCode == 0, run.Errors);
        foreach (JsonElement mode in Modes(run))
        {
            Assert.Equal([1000, 1000, 500], mode.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("rounds").GetInt32()));
        }

        // Units of 4096 rounds span these rows.
        JsonElement grouped = Modes(run)[1];
        Assert.Equal(JsonValueKind.Null, grouped.GetProperty("exact").ValueKind);
        Assert.StartsWith("units span rows", grouped.GetProperty("exact_reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Number, grouped.GetProperty("agreement_p_value").ValueKind);
    }

    [Fact]
    public async Task Time_ends_a_workload_within_its_rows()
    {
        CliRun run = await files.RunAsync("run", "--p", files.P, "--q", files.Q, "--rounds-per-row", "100000000", "--seconds", "0.3", "--modes", "gumbel,repair:4");
        Assert.True(run.ExitCode == 0, run.Errors);
        foreach (JsonElement mode in Modes(run))
        {
            Assert.Equal("seconds", mode.GetProperty("ended_by").GetString());
            Assert.Equal(mode.GetProperty("rounds").GetInt64(), mode.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty("rounds").GetInt64()));
        }
    }

    [Fact]
    public async Task The_modes_of_a_run_that_asks_for_none_leave_out_what_needs_one_pair()
    {
        CliRun run = await files.RunAsync("run", "--p", files.P, "--q", files.Q, "--rounds-per-row", "200");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(ProtocolCatalog.Defaults.Where(mode => mode != "optimal:cached"), Modes(run).Select(mode => mode.GetProperty("mode").GetString()));
    }

    private void AssertMeans(JsonElement mode)
    {
        string name = mode.GetProperty("mode").GetString()!;
        JsonElement[] rows = [.. mode.GetProperty("rows").EnumerateArray()];
        Assert.Equal(WorkloadFiles.Rows, rows.Length);
        Assert.Equal(mode.GetProperty("agreements").GetInt64(), rows.Sum(row => row.GetProperty("agreements").GetInt64()));
        Assert.Equal(rows.Average(row => row.GetProperty("exact").GetDouble()), mode.GetProperty("exact").GetDouble(), 12);
        double bits = rows.Sum(row => row.GetProperty("payload_bits_per_round") is var both ? both.GetProperty("alice_to_bob").GetDouble() + both.GetProperty("bob_to_alice").GetDouble() : 0);
        Assert.Equal(bits / rows.Length, mode.GetProperty("payload_bits_per_round").GetDouble(), 9);
        Protocol protocol = ProtocolCatalog.Parse(name);
        for (int row = 0; row < rows.Length; row++)
        {
            (Row p, Row q) = (files.PRows[row], files.QRows[row]);
            double exact = rows[row].GetProperty("exact").GetDouble();
            Assert.Equal(TotalVariation.Of(p.Weights, q.Weights), rows[row].GetProperty("total_variation").GetDouble(), 12);
            if (protocol is RepairGrouped)
            {
                // Of the settings that were used: their expectation before the run is near.
                Assert.Equal(RepairGroupedAgreement.Expected(p.Weights, q.Weights, (RepairGrouped)protocol, RoundsPerRow), exact, 2);
            }
            else
            {
                Assert.Equal(ModeLaw.Of(protocol, p.Weights, q.Weights, 1).Agreement, exact, 12);
            }
        }
    }

    private static JsonElement[] Modes(CliRun run) => [.. JsonElement.Parse(run.Output).GetProperty("modes").EnumerateArray()];

    private static string[] Outcome(CliRun run)
    {
        Assert.True(run.ExitCode == 0, run.Errors);
        return [.. Modes(run).Select(mode => mode.GetProperty("digest").GetString() + mode.GetProperty("rows").GetRawText())];
    }
}
