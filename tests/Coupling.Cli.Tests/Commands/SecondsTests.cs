using System.Globalization;
using System.Text.Json;

namespace Coupling.Cli.Tests.Commands;

public sealed class SecondsTests : IDisposable
{
    private static readonly string[] Modes = ["gumbel", "repair:4", "optimal:cached"];

    private readonly TempFolder folder = new();
    private readonly TempFolder other = new();

    public void Dispose()
    {
        folder.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task A_mode_that_ends_with_its_time_is_the_beginning_of_a_longer_one()
    {
        JsonElement timed = await ResultAsync(folder, "--modes", string.Join(',', Modes), "--seconds", "0.25", "--batch", "64");
        Assert.Equal("valid", timed.GetProperty("verdict").GetString());
        Assert.Equal(0.25, timed.GetProperty("plan").GetProperty("seconds").GetDouble());
        Assert.Equal(64 * 4294967294ul, timed.GetProperty("plan").GetProperty("rounds").GetUInt64());
        foreach (JsonElement mode in timed.GetProperty("modes").EnumerateArray())
        {
            Assert.Equal("seconds", mode.GetProperty("ended_by").GetString());
            Assert.True(mode.GetProperty("seconds").GetDouble() >= 0.25);
            Assert.True(mode.GetProperty("reconciled").GetBoolean());
            Assert.Equal((1, 1), (mode.GetProperty("attempts").GetInt32(), Math.Max(1, mode.GetProperty("connections").GetInt32())));

            string name = mode.GetProperty("mode").GetString()!;
            string rounds = mode.GetProperty("rounds").GetInt64().ToString(CultureInfo.InvariantCulture);
            using var counted = new TempFolder();
            JsonElement same = (await ResultAsync(counted, "--modes", name, "--rounds", rounds)).GetProperty("modes")[0];
            foreach (string field in (string[])["digest", "digests", "agreements", "marginals", "payload_bits", "law", "exact", "payload_bits_per_round"])
            {
                Assert.Equal(same.GetProperty(field).GetRawText(), mode.GetProperty(field).GetRawText());
            }

            Assert.Equal("rounds", same.GetProperty("ended_by").GetString());
        }
    }

    [Fact]
    public async Task Of_rounds_and_seconds_whatever_comes_first_ends_a_mode()
    {
        JsonElement both = await ResultAsync(folder, "--modes", "gumbel,repair:4", "--rounds", "3001", "--seconds", "500", "--batch", "64");
        JsonElement rounds = await ResultAsync(other, "--modes", "gumbel,repair:4", "--rounds", "3001");
        Assert.Equal(JsonValueKind.Null, rounds.GetProperty("plan").GetProperty("seconds").ValueKind);
        foreach ((JsonElement a, JsonElement b) in both.GetProperty("modes").EnumerateArray().Zip(rounds.GetProperty("modes").EnumerateArray()))
        {
            Assert.Equal(("rounds", 3001), (a.GetProperty("ended_by").GetString(), a.GetProperty("rounds").GetInt32()));
            Assert.Equal(b.GetProperty("digest").GetString(), a.GetProperty("digest").GetString());
        }
    }

    [Fact]
    public async Task A_mode_that_has_said_what_it_may_ends_in_order_and_says_so()
    {
        CliRun run = await CliRun.RunAsync(
            folder.FullPath, "--modes", "repair:4", "--seconds", "500", "--batch", "64", "--in-flight", "2", "--max-payload", "3000", "--format", "json");
        JsonElement mode = JsonElement.Parse(run.Output).GetProperty("modes")[0];
        Assert.Equal((0, "payload"), (run.ExitCode, mode.GetProperty("ended_by").GetString()));
        JsonElement payload = mode.GetProperty("payload_bits").GetProperty("rounds");
        Assert.True(payload.GetProperty("alice_to_bob").GetInt64() + payload.GetProperty("bob_to_alice").GetInt64() >= 8 * 3000);
        Assert.Contains("repair:4: ended after ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("its payload has reached --max-payload 3000", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setup_that_is_too_large_alone_is_refused()
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, "--modes", "optimal:cached", "--seconds", "1", "--max-payload", "23");
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("optimal:cached: expected payload 24 bytes is above --max-payload 23", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_kept_plan_knows_the_time()
    {
        await ResultAsync(folder, "--modes", "gumbel", "--seconds", "0.05");
        JsonElement plan = JsonElement.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullPath, "plan.json")));
        Assert.Equal((0.05, 0), (plan.GetProperty("seconds").GetDouble(), plan.GetProperty("rounds").GetInt32()));
        CliRun refused = await CliRun.StartAsync(["run", "--resume", folder.FullPath, "--seconds", "0.06"]);
        Assert.Equal(64, refused.ExitCode);
        Assert.Contains("--seconds: 0.06, but the run in", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seconds", "0")]
    [InlineData("--seconds", "0.0001")]
    [InlineData("--seconds", "-1")]
    [InlineData("--seconds", "1,5")]
    [InlineData("--seconds", "1e3")]
    [InlineData("--seconds", "NaN")]
    [InlineData("--seconds", "1000001")]
    [InlineData("--seconds", "soon")]
    [InlineData("--rounds", "0", "--seconds", "1")]
    public async Task What_is_no_time_ends_with_64(params string[] arguments)
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, arguments);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains(arguments[0], run.Errors, StringComparison.Ordinal);
        Assert.Contains("allowed", run.Errors, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ResultAsync(TempFolder folder, params string[] arguments)
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, [.. arguments, "--format", "json"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return JsonElement.Parse(run.Output);
    }
}
