using System.Text.Json;
using Coupling.Cli.Tests.Commands;
using Coupling.Input;

namespace Coupling.Cli.Tests.Workloads;

public sealed class ShowWorkloadTests : IDisposable
{
    private readonly WorkloadFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_workload_is_shown_with_its_distances()
    {
        CliRun run = await CliRun.StartAsync("show", files.P, "--workload", "--against", files.Q, "--format", "json");
        Assert.True(run.ExitCode == 0, run.Errors);
        JsonElement shown = JsonElement.Parse(run.Output);
        using RowSequence rows = RowSequence.Open(files.P);
        Assert.Equal((rows.Rows, rows.AlphabetSize, rows.Digest), (shown.GetProperty("rows").GetInt32(), shown.GetProperty("n").GetInt32(), shown.GetProperty("digest").GetString()));
        JsonElement distance = shown.GetProperty("total_variation");
        Assert.Equal(0.10, distance.GetProperty("min").GetDouble(), 9);
        Assert.Equal(0.26, distance.GetProperty("mean").GetDouble(), 9);
        Assert.Equal(0.42, distance.GetProperty("max").GetDouble(), 9);
    }

    [Theory]
    [InlineData(64, "--against: without --workload", "uniform:3", "--against", "uniform:3")]
    [InlineData(64, "--export: together with --workload", "uniform:3", "--workload", "--export", "x.npy")]
    [InlineData(65, "n: 4 (allowed: 3", "uniform:3", "--workload", "--against", "uniform:4")]
    [InlineData(65, "rows: 2 (allowed: 3", "perturb:0..0.5,3,1@uniform:3", "--workload", "--against", "perturb:0..0.5,2,1@uniform:3")]
    public async Task What_cannot_be_is_refused(int code, string message, params string[] arguments)
    {
        CliRun run = await CliRun.StartAsync(["show", .. arguments]);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scatter_leaves_its_pictures_and_numbers_and_is_drawn_again_from_the_run()
    {
        string folder = files.New("scatter");
        CliRun run = await CliRun.StartAsync(
            "scatter", "--p", files.P, "--q", files.Q, "--rounds-per-row", "300", "--topology", "in-process", "--out", folder, "--format", "json");
        Assert.True(run.ExitCode == 0, run.Errors);
        JsonElement[] series = [.. JsonElement.Parse(run.Output).GetProperty("series").EnumerateArray()];
        Assert.Equal(["gumbel", "minhash"], series.Select(one => one.GetProperty("mode").GetString()));
        Assert.All(series, one => Assert.Equal(WorkloadFiles.Rows, one.GetProperty("points").GetArrayLength()));
        Assert.All((string[])["scatter.png", "scatter.svg", "scatter.csv", "scatter.json", "rows.csv"], name => Assert.True(File.Exists(Path.Combine(folder, name)), name));

        CliRun again = await CliRun.StartAsync("scatter", "--from", folder);
        Assert.Equal((0, string.Empty), (again.ExitCode, again.Errors));
        Assert.Contains("a gumbel  b minhash", again.Output, StringComparison.Ordinal);
        Assert.Contains("workload: T = 5 rows, K = 300 rounds each", again.Output, StringComparison.Ordinal);
    }
}
