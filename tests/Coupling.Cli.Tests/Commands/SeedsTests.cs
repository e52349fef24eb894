using System.Text.Json;

namespace Coupling.Cli.Tests.Commands;

public sealed class SeedsTests : IDisposable
{
    private static readonly string[] Small = ["--modes", "gumbel,repair:8", "--rounds", "1000"];

    private readonly TempFolder folder = new();

    [Fact]
    public async Task Every_seed_gets_its_folder_and_the_table_shows_the_spread()
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, [.. Small, "--seeds", "1..2,9"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["plan.json", "seed-1/result.json", "seed-1/store.db", "seed-2/result.json", "seed-2/store.db", "seed-9/result.json", "seed-9/store.db", "seeds.json"],
            folder.Files);
        Assert.Equal(9ul, Read("seed-9/result.json").GetProperty("plan").GetProperty("seed").GetUInt64());
        Assert.Contains("between seeds", run.Output, StringComparison.Ordinal);
        Assert.Contains("verdicts: 3 valid", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_a_series_draws_what_it_would_draw_alone()
    {
        CliRun series = await CliRun.RunAsync(folder.FullPath, [.. Small, "--seeds", "3,4", "--format", "json"]);
        JsonElement document = JsonElement.Parse(series.Output);
        Assert.True(JsonElement.DeepEquals(document, Read("seeds.json")));

        using var other = new TempFolder();
        CliRun alone = await CliRun.RunAsync(other.FullPath, [.. Small, "--seed", "4", "--format", "json"]);
        Assert.Equal(Digests(JsonElement.Parse(alone.Output)), Digests(document.GetProperty("runs")[1]));
        Assert.NotEqual(Digests(document.GetProperty("runs")[0]), Digests(document.GetProperty("runs")[1]));
    }

    [Fact]
    public async Task Requirements_are_held_against_every_run_and_the_last_line_is_the_spread()
    {
        CliRun run = await CliRun.RunAsync(
            folder.FullPath, [.. Small, "--seeds", "1,2", "--format", "jsonl", "--require", "gumbel.agreement > 0.9"]);
        Assert.Equal(1, run.ExitCode);
        JsonElement[] lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
        Assert.Equal(2, lines.Count(line => line.TryGetProperty("result", out _)));
        Assert.Equal(2, lines[^1].GetProperty("spread").GetArrayLength());
        Assert.Contains("seed 1: gumbel: gumbel.agreement > 0.9: not met", run.Errors, StringComparison.Ordinal);
        Assert.Contains("seed 2: gumbel: gumbel.agreement > 0.9: not met", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_refused_ends_the_series()
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, [.. Small, "--seeds", "1..3", "--max-payload", "1"]);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("seed 1 (1 of 3)", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("seed 2", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seeds", "3..1")]
    [InlineData("--seeds", "1,1")]
    [InlineData("--seeds", "1..3", "--seed", "1")]
    public async Task A_list_that_is_none_ends_with_64(params string[] arguments)
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, [.. Small, .. arguments]);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("--seeds", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seed-2/result.json")]
    [InlineData("seeds.json")]
    [InlineData("result.json")]
    public async Task A_folder_with_results_is_left_as_it_is(string old)
    {
        string path = Path.Combine(folder.FullPath, old);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "old");
        CliRun run = await CliRun.RunAsync(folder.FullPath, [.. Small, "--seeds", "1..2"]);
        Assert.Equal(64, run.ExitCode);
        Assert.Equal([old], folder.Files);
        Assert.Equal("old", await File.ReadAllTextAsync(path));
    }

    public void Dispose() => folder.Dispose();

    private JsonElement Read(string file) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder.FullPath, file)));

    private static IEnumerable<string?> Digests(JsonElement result) =>
        result.GetProperty("modes").EnumerateArray().Select(mode => mode.GetProperty("digest").GetString());
}
