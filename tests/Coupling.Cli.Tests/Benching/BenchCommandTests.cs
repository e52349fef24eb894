using System.Text.Json;
using Coupling.Cli.Tests.Commands;

namespace Coupling.Cli.Tests.Benching;

/// <summary>`coupling bench`: what it prints. How fast anything is, no test says.</summary>
public class BenchCommandTests
{
    private static readonly string[] Small = ["bench", "--seconds", "0.5", "--n", "3,40", "--modes", "gumbel,index,repair-grouped:8,optimal:cached"];

    [Fact]
    public async Task Every_mode_at_every_n_has_a_speed_beside_the_limits()
    {
        CliRun run = await CliRun.StartAsync([.. Small, "--format", "json"]);
        Assert.Equal(0, run.ExitCode);
        JsonElement report = JsonElement.Parse(run.Output);
        Assert.Equal("coupling.bench/1", report.GetProperty("schema").GetString());
        Assert.Contains(report.GetProperty("instructions").GetString(), (string[])["AVX-512", "AVX2", "scalar"]);
        JsonElement limits = report.GetProperty("limits");
        IsSpeed(limits.GetProperty("read_bytes_per_second"));
        IsSpeed(limits.GetProperty("generator_blocks_per_second"));
        IsSpeed(limits.GetProperty("transport").GetProperty("bytes_per_second"));
        IsSpeed(limits.GetProperty("transport").GetProperty("round_trips_per_second"));

        JsonElement[] items = [.. report.GetProperty("items").EnumerateArray()];
        Assert.Equal([3, 40], items.Select(at => at.GetProperty("n").GetInt32()));
        foreach (JsonElement at in items)
        {
            IsSpeed(at.GetProperty("reads_per_second").GetProperty("changing"));
            IsSpeed(at.GetProperty("generations_per_second"));
            JsonElement[] modes = [.. at.GetProperty("modes").EnumerateArray()];
            Assert.Equal(["gumbel", "index", "repair-grouped:8", "optimal:cached"], modes.Select(mode => mode.GetProperty("mode").GetString()));
            Assert.Equal([1, 2, 2, 2], modes.Select(mode => mode.GetProperty("parties").GetInt32()));
            Assert.All(modes, mode => Assert.NotEqual("", mode.GetProperty("coins").GetProperty("staying").GetString()));
            Assert.All(modes, mode => IsSpeed(Speed(mode, "staying")));
            Assert.All(modes[..2], mode => IsSpeed(Speed(mode, "changing")));
            Assert.All(modes[2..], mode => Assert.Equal(JsonValueKind.Null, Speed(mode, "changing").ValueKind));
        }
    }

    [Fact]
    public async Task People_get_a_table_per_n_and_the_instructions()
    {
        CliRun run = await CliRun.StartAsync(Small);
        Assert.Equal(0, run.ExitCode);
        string[] lines = run.Output.Split('\n');
        Assert.Contains(lines, line => line.Trim() == "Samples per second, n = 3");
        Assert.Contains(lines, line => line.Trim() == "Samples per second, n = 40");
        Assert.Equal(2, lines.Count(line => line.Trim().StartsWith("repair-grouped:8", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("reading memory", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("instructions: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--n", "5,0", "--n: 0 (allowed: ")]
    [InlineData("--n", "1048577", "1 to 1048576")]
    [InlineData("--n", ",", "--n: nothing (allowed: ")]
    [InlineData("--modes", "gumble", "did you mean gumbel?")]
    [InlineData("--seconds", "0", "--seconds: 0 (allowed: a decimal number, 0.1 to 86400)")]
    public async Task What_cannot_be_measured_is_refused_before_anything_is(string option, string value, string message)
    {
        CliRun run = await CliRun.StartAsync("bench", option, value);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static JsonElement Speed(JsonElement mode, string pair) => mode.GetProperty("samples_per_second").GetProperty(pair);

    private static void IsSpeed(JsonElement number) => Assert.InRange(number.GetDouble(), double.Epsilon, double.MaxValue);
}
