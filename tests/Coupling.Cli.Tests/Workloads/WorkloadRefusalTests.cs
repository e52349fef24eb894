using Coupling.Cli.Tests.Commands;
using Coupling.Distributions;

namespace Coupling.Cli.Tests.Workloads;

/// <summary>Workloads that cannot be: each is refused before a round, in words.</summary>
public sealed class WorkloadRefusalTests : IDisposable
{
    private readonly WorkloadFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("x")]
    [InlineData("1099511627777")]
    public Task K_is_a_whole_number(string roundsPerRow) =>
        RefusesAsync(64, $"--rounds-per-row: {roundsPerRow} (allowed: a whole number, 1 to 1099511627776)", "--p", files.P, "--q", files.Q, "--rounds-per-row", roundsPerRow);

    [Fact]
    public Task Both_have_as_many_rows() => RefusesAsync(
        65, "rows: P has 5, Q has 4 (allowed: the same number, or one of them 1)",
        "--p", files.P, "--q", files.Write("four.csv", files.QRows.Take(4)), "--rounds-per-row", "10");

    [Fact]
    public Task All_rows_have_as_many_items() => RefusesAsync(
        65, "ragged.csv: line 2: 11 items (allowed: 12 items, as in line 1)", "--p", files.Write("ragged.csv", files.PRows[0], Generators.Uniform(11)), "--q", files.Q, "--rounds-per-row", "10");

    [Fact]
    public Task Both_have_as_many_items() => RefusesAsync(
        65, "alphabet: P has 12 items, Q has 11", "--p", files.P, "--q", "uniform:11", "--rounds-per-row", "10");

    [Fact]
    public Task There_are_no_more_rounds_than_rows_have() => RefusesAsync(
        64, "rounds: 51 (allowed: 1 to 50: 5 rows of 10 rounds)", "--p", files.P, "--q", files.Q, "--rounds-per-row", "10", "--rounds", "51");

    [Fact]
    public Task There_are_no_more_rounds_than_a_plan_has() => RefusesAsync(
        64, "rounds-per-row: 1099511627776 (allowed: 1 to 219902325555, since there are 5 rows)", "--p", files.P, "--q", files.Q, "--rounds-per-row", "1099511627776");

    [Fact]
    public Task P_is_not_shipped_once_for_rows_that_change() => RefusesAsync(
        64, "optimal:cached: P is shipped once, and this workload has 5 rows", "--p", files.P, "--q", files.Q, "--rounds-per-row", "10", "--modes", "gumbel,optimal:cached");

    [Fact]
    public Task A_text_has_no_rows() => RefusesAsync(65, "kind: a text", "--rounds-per-row", "10");

    [Fact]
    public Task Without_K_a_file_of_many_rows_is_asked_for_one() => RefusesAsync(65, "or --rounds-per-row K", "--p", files.P, "--q", files.Q);

    [Fact]
    public async Task A_picture_is_of_a_workload()
    {
        CliRun run = await CliRun.StartAsync("scatter", "--p", files.P, "--q", files.Q);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("--rounds-per-row: none", run.Errors, StringComparison.Ordinal);
    }

    private async Task RefusesAsync(int code, string message, params string[] arguments)
    {
        CliRun run = await files.RunAsync("run", [.. arguments.Contains("--modes") ? [] : (string[])["--modes", "gumbel"], .. arguments]);
        Assert.True(run.ExitCode == code, $"{run.ExitCode}: {run.Errors}");
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(files.New("run")) && Directory.EnumerateFiles(files.New("run"), "plan.json").Any());
    }
}
