using System.Text.Json;
using Coupling.Cli.Tests.Commands;

namespace Coupling.Cli.Tests.Figures;

/// <summary>`coupling frontier` and `worst-case`, from the command line to the files.</summary>
public sealed class FigureCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_frontier_leaves_its_pictures_and_numbers_and_is_drawn_again_from_the_run()
    {
        CliRun run = await CliRun.StartAsync(
            "frontier", "--p", "inline:0.5,0.3,0.2", "--q", "inline:0.2,0.3,0.5", "--rounds", "2000", "--topology", "in-process",
            "--modes", "gumbel,minhash,repair:2,repair:8,optimal:cached", "--out", folder.FullPath, "--format", "json");
        Assert.Equal(0, run.ExitCode);
        JsonElement frontier = JsonElement.Parse(run.Output);
        Assert.Equal(5, frontier.GetProperty("points").GetArrayLength());
        Assert.Equal("gumbel", frontier.GetProperty("segments")[0].GetProperty("from").GetString());
        Assert.Empty(new[] { "frontier.csv", "frontier.json", "frontier.png", "frontier.svg", "result.json" }.Except(folder.Files));

        CliRun again = await CliRun.StartAsync("frontier", "--from", folder.FullPath);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("Pr[a = b] against payload bits per round", again.Output, StringComparison.Ordinal);
        Assert.Contains("What a bit buys", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worst_case_is_named_and_measured()
    {
        CliRun run = await CliRun.StartAsync("worst-case", "--tv", "0.5", "--rounds", "4000", "--topology", "in-process", "--out", folder.FullPath);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("P = subset:0,2,3, Q = subset:1,3,3", run.Output, StringComparison.Ordinal);
        Assert.Contains("bound (1 − D)/(1 + D) = |A ∩ B|/|A ∪ B| = 0.333333", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Split("equal to the bound").Length - 1);
    }

    [Theory]
    [InlineData(64, "--tv", "worst-case", "--tv", "1.5")]
    [InlineData(64, "--tv", "worst-case")]
    [InlineData(64, "--from", "frontier", "--from", "/nowhere")]
    public async Task What_cannot_be_is_refused(int code, string named, params string[] arguments)
    {
        CliRun run = await CliRun.StartAsync(arguments);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(named, run.Errors, StringComparison.Ordinal);
    }
}
