using System.Text.Json;
using Coupling.Cli.Tests.Commands;

namespace Coupling.Cli.Tests.Records;

/// <summary>`coupling replay`, `runs` and `compare` on runs that were really made.</summary>
public sealed class RecordCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_is_listed_replayed_and_compared()
    {
        string a = await RunAsync("a", "--modes", "gumbel,repair:4", "--rounds", "9000");
        string b = await RunAsync("b", "--modes", "repair:4,minhash", "--rounds", "9000", "--batch", "100");
        string c = await RunAsync("c", "--modes", "repair:4", "--seeds", "2..3", "--rounds", "5000");

        CliRun replay = await CliRun.StartAsync("replay", a);
        Assert.Equal(0, replay.ExitCode);
        Assert.Equal(2, Lines(replay.Output).Count(line => line.EndsWith("identical", StringComparison.Ordinal)));
        CliRun series = await CliRun.StartAsync("replay", c);
        Assert.Equal(0, series.ExitCode);
        Assert.Equal(2, Lines(series.Output).Count(line => line.EndsWith("identical", StringComparison.Ordinal)));

        CliRun list = await CliRun.StartAsync("runs", "--in", folder.FullPath, "--format", "json");
        JsonElement[] runs = [.. JsonElement.Parse(list.Output).GetProperty("runs").EnumerateArray()];
        Assert.Equal(["valid", "valid", "valid"], runs.Select(run => run.GetProperty("state").GetString()));
        Assert.Equal(2, runs[2].GetProperty("seeds").GetArrayLength());

        CliRun compare = await CliRun.StartAsync("compare", a, b, "--format", "json");
        JsonElement comparison = JsonElement.Parse(compare.Output);
        JsonElement mode = Assert.Single(comparison.GetProperty("modes").EnumerateArray());
        Assert.True(mode.GetProperty("identical").GetBoolean());
        Assert.Equal(["plan.batch: 4096, 100", "plan.in_flight: 32, 1024"], Texts(comparison, "differences"));
        Assert.Equal(["gumbel"], Texts(comparison, "only_in_a"));
        Assert.Equal(["minhash"], Texts(comparison, "only_in_b"));
    }

    [Fact]
    public async Task A_result_that_was_changed_by_hand_is_found()
    {
        string run = await RunAsync("a", "--modes", "gumbel", "--rounds", "1000");
        string file = Path.Combine(run, "result.json");
        long agreements = JsonElement.Parse(await File.ReadAllBytesAsync(file)).GetProperty("modes")[0].GetProperty("agreements").GetInt64();
        string text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace($"\"agreements\": {agreements}", $"\"agreements\": {agreements + 1}", StringComparison.Ordinal));
        CliRun replay = await CliRun.StartAsync("replay", run);
        Assert.Equal(3, replay.ExitCode);
        Assert.Contains($"agreements: on record {agreements + 1}, replayed {agreements}", replay.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay", "DIR")]
    [InlineData("resume", "--resume")]
    [InlineData("runs", "--in")]
    [InlineData("compare", "A")]
    public async Task A_folder_that_is_not_there_ends_with_64(string command, string named)
    {
        string nowhere = Path.Combine(folder.FullPath, "nowhere");
        CliRun run = await CliRun.StartAsync(command switch
        {
            "runs" => ["runs", "--in", nowhere],
            "compare" => ["compare", nowhere, nowhere],
            "resume" => ["run", "--resume", nowhere],
            _ => ["replay", nowhere],
        });
        Assert.Equal(64, run.ExitCode);
        Assert.Contains(named, run.Errors, StringComparison.Ordinal);
        Assert.Contains("allowed", run.Errors, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string name, params string[] arguments)
    {
        string path = Path.Combine(folder.FullPath, name);
        Assert.Equal(0, (await CliRun.RunAsync(path, arguments)).ExitCode);
        return path;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string?> Texts(JsonElement document, string name) =>
        document.GetProperty(name).EnumerateArray().Select(text => text.GetString());
}
