using System.Text.Json;
using Coupling.Cli.Tests.Commands;

namespace Coupling.Cli.Tests.Rounds;

public sealed class KeepRoundsTests : IDisposable
{
    private const string Modes = "gumbel,repair:4,optimal:cached+float32";
    private const int Rounds = 9001;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task What_is_in_the_files_has_the_digests_of_the_result(string format)
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, "--modes", Modes, "--rounds", $"{Rounds}", "--batch", "500", "--keep-rounds", format, "--format", "json");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(
            ["plan.json", "result.json", $"rounds/gumbel.{format}", $"rounds/optimal_cached+float32.{format}", $"rounds/repair_4.{format}", "store.db"],
            folder.Files);
        Assert.Contains("rounds: ", run.Errors, StringComparison.Ordinal);
        foreach (JsonElement mode in JsonElement.Parse(run.Output).GetProperty("modes").EnumerateArray())
        {
            string name = mode.GetProperty("mode").GetString()!.Replace(':', '_');
            string file = Path.Combine(folder.FullPath, "rounds", $"{name}.{format}");
            FileRounds kept = format == "csv" ? FileRounds.OfCsv(file) : await FileRounds.OfParquetAsync(file);
            Assert.Equal(Enumerable.Range(0, Rounds).Select(round => (long)round), kept.Rounds.Select(round => round.Round));
            Assert.Equal(mode.GetProperty("digest").GetString(), kept.Digest());
            Assert.Equal(mode.GetProperty("digests").GetProperty("alice").GetString(), kept.AliceDigest());
            Assert.Equal(mode.GetProperty("digests").GetProperty("bob").GetString(), kept.BobDigest());
            Assert.Equal(mode.GetProperty("agreements").GetInt32(), kept.Rounds.Count(round => round.Agree));
            JsonElement payload = mode.GetProperty("payload_bits").GetProperty("rounds");
            Assert.Equal(payload.GetProperty("alice_to_bob").GetInt64(), kept.Rounds.Sum(round => round.AliceToBob!.Value));
            Assert.Equal(payload.GetProperty("bob_to_alice").GetInt64(), kept.Rounds.Sum(round => round.BobToAlice!.Value));
        }
    }

    [Fact]
    public async Task Without_it_nothing_is_kept_and_the_digest_is_the_same()
    {
        using var other = new TempFolder();
        CliRun kept = await CliRun.RunAsync(folder.FullPath, "--modes", "repair:4", "--rounds", "3000", "--keep-rounds", "csv", "--format", "json");
        CliRun not = await CliRun.RunAsync(other.FullPath, "--modes", "repair:4", "--rounds", "3000", "--format", "json");
        Assert.Equal(Digest(kept), Digest(not));
        Assert.Equal(["plan.json", "result.json", "store.db"], other.Files);
        Assert.False(JsonElement.Parse(await File.ReadAllBytesAsync(Path.Combine(other.FullPath, "plan.json"))).TryGetProperty("keep_rounds", out _));
    }

    [Fact]
    public async Task Every_run_of_a_series_has_its_files()
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, "--modes", "gumbel", "--rounds", "100", "--seeds", "4,5", "--keep-rounds", "csv");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("seed-4/rounds/gumbel.csv", folder.Files);
        Assert.Contains("seed-5/rounds/gumbel.csv", folder.Files);
    }

    [Fact]
    public async Task The_kept_plan_knows_it()
    {
        await CliRun.RunAsync(folder.FullPath, "--modes", "gumbel", "--rounds", "100", "--keep-rounds", "csv");
        CliRun refused = await CliRun.StartAsync(["run", "--resume", folder.FullPath, "--keep-rounds", "parquet"]);
        Assert.Equal(64, refused.ExitCode);
        Assert.Contains("--keep-rounds: parquet, but the run in", refused.Errors, StringComparison.Ordinal);
    }

    private static string? Digest(CliRun run) => JsonElement.Parse(run.Output).GetProperty("modes")[0].GetProperty("digest").GetString();
}
