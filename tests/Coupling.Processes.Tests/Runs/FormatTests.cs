using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Runs;

[Collection(OneAtATime.Name)]
public sealed class FormatTests
{
    private static readonly string[] Modes = ["gumbel", "repair:4", "optimal:cached"];

    [Fact]
    public async Task Json_lines_are_events_and_the_last_holds_the_result()
    {
        using var folder = new TempFolder();
        Outcome outcome = (await RunAsync("jsonl", folder)).EndedWith(0);
        JsonElement[] lines = [.. outcome.Output.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line))];
        Assert.Equal(Modes, Modes.Where(mode => lines.Any(line => Is(line, "mode_started", mode))));
        Assert.Equal(Modes, Modes.Where(mode => lines.Any(line => Is(line, "mode_ended", mode))));
        Assert.Equal("valid", lines[^2].GetProperty("run_ended").Text("verdict"));
        Assert.True(JsonElement.DeepEquals(folder.Result(), lines[^1].GetProperty("result")));
    }

    [Fact]
    public async Task The_tables_name_each_mode_and_the_verdict()
    {
        using var folder = new TempFolder();
        Outcome outcome = (await RunAsync("table", folder)).EndedWith(0);
        string[] lines = outcome.Output.Split('\n');
        Assert.All(Modes, mode => Assert.Equal(2, lines.Count(line => line.TrimStart().StartsWith(mode + " ", StringComparison.Ordinal))));
        Assert.Contains("verdict: valid", lines.Select(line => line.Trim()));
        Assert.DoesNotContain("\u001b", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("valid", folder.Result().Text("verdict"));
    }

    private static bool Is(JsonElement line, string happened, string mode) =>
        line.TryGetProperty(happened, out JsonElement details) && details.Text("mode") == mode;

    private static Task<Outcome> RunAsync(string format, TempFolder folder) => CouplingProgram.RunAsync(
        "run", "--p", Pair.P, "--q", Pair.Q, "--modes", string.Join(',', Modes), "--rounds", "2000", "--format", format,
        "--out", folder.Out, "--topology", "in-process");
}
