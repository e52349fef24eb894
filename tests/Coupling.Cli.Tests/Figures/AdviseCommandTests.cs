using System.Text.Json;
using Coupling.Cli.Tests.Commands;

namespace Coupling.Cli.Tests.Figures;

/// <summary>`coupling advise`, from the command line to the files. What is how fast is the machine's, and not looked at.</summary>
public sealed class AdviseCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_mode_is_measured_on_the_link_and_advised_again_from_the_run()
    {
        string[] modes = ["gumbel", "independent", "repair:4", "optimal", "optimal:cached"];
        CliRun run = await AdviseAsync("--link", "delay=1ms,rate=1mbit", "--modes", string.Join(',', modes), "--format", "json");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Empty(new[] { "advice.csv", "advice.json", "advice.png", "advice.svg", "result.json" }.Except(folder.Files));
        JsonElement advice = JsonElement.Parse(run.Output);
        Assert.Equal(1, advice.GetProperty("link").GetProperty("up").GetProperty("delay_ms").GetDouble());
        Assert.Equal("optimum", advice.GetProperty("loss_from").GetString());
        Dictionary<string, JsonElement> measured = advice.GetProperty("modes").EnumerateArray().ToDictionary(mode => mode.GetProperty("mode").GetString()!);
        Assert.Equal(modes.Order(), measured.Keys.Order());
        Assert.All(measured.Values, mode => Assert.Equal(
            mode.GetProperty("exact").GetDouble() / mode.GetProperty("seconds_per_round").GetDouble(), mode.GetProperty("agreed_per_second").GetDouble(), 1e-6));
        double[] rates = [.. advice.GetProperty("modes").EnumerateArray().Select(mode => mode.GetProperty("agreed_per_second").GetDouble())];
        Assert.Equal(rates.OrderDescending(), rates);

        // P of three items is 192 bits; sockets carry some more.
        Assert.Equal(192, measured["optimal"].GetProperty("payload_bits_per_round").GetDouble());
        Assert.True(measured["optimal"].GetProperty("socket_bits_per_round").GetDouble() > 192);
        Assert.True(measured["repair:4"].GetProperty("predicted_seconds_per_round").GetDouble() > 0);
        Assert.Equal(0, measured["gumbel"].GetProperty("socket_bits_per_round").GetDouble());
        Assert.True(measured["optimal:cached"].GetProperty("said_once").GetBoolean());
        Assert.DoesNotContain("cached", advice.GetProperty("if_pair_changes").GetRawText(), StringComparison.Ordinal);

        CliRun again = await CliRun.StartAsync("advise", "--from", folder.FullPath, "--fresh", "--max-loss", "0.5");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("What each mode gives", again.Output, StringComparison.Ordinal);
        Assert.Contains("link asked: 1 ms, 1 Mbit/s each way; measured: round trip", again.Output, StringComparison.Ordinal);
        Assert.Contains("For a pair that changes with every round", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("For a pair that stays", again.Output, StringComparison.Ordinal);
        Assert.Contains("Recommended at loss ≤ 0.5: ", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mode_that_the_link_cannot_carry_in_its_time_is_a_row_and_no_failure()
    {
        // P of 4000 items in 64 bits each takes 4 s at 64 kbit/s.
        CliRun run = await CliRun.StartAsync(
            "advise", "--topology", "in-process", "--p", "zipf:1,4000", "--q", "zipf:1.1,4000", "--out", folder.FullPath, "--seconds", "0.3",
            "--link", "rate=64kbit", "--modes", "gumbel,repair:4,optimal,optimal:cached");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("optimal: not begun: on this link its first round alone takes 4.0 s, more than its time, 0.3 s", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Not measured: optimal:cached: its first round alone takes this link longer than 0.3 s, its time.", run.Output, StringComparison.Ordinal);
        JsonElement result = JsonElement.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullPath, "result.json")));
        Assert.Equal("inconclusive", result.GetProperty("verdict").GetString());
        JsonElement optimal = result.GetProperty("modes")[2];
        Assert.Equal(("link", "inconclusive", 0, 0), (
            optimal.GetProperty("ended_by").GetString(), optimal.GetProperty("verdict").GetString(), optimal.GetProperty("rounds").GetInt32(), optimal.GetProperty("connections").GetInt32()));
        Assert.Equal("seconds", result.GetProperty("modes")[1].GetProperty("ended_by").GetString());
    }

    [Fact]
    public async Task Without_a_shape_the_machine_alone_is_measured()
    {
        CliRun run = await AdviseAsync("--link", "none", "--modes", "gumbel,repair:4", "--fresh");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("link: no shape was asked for", run.Output, StringComparison.Ordinal);
        Assert.Contains("verdict: valid", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_measured_is_no_advice()
    {
        CliRun run = await AdviseAsync("--modes", "index", "--prior", "uniform:3");
        Assert.Equal(65, run.ExitCode);
        Assert.Contains("modes: none was measured", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "--max-loss: 2 (allowed: a number, 0 to 1)", "advise", "--max-loss", "2")]
    [InlineData(64, "--link: ", "advise", "--link", "fast")]
    [InlineData(64, "--from: ", "advise", "--from", "/nowhere")]
    [InlineData(64, "Argument 'jsonl' not recognized", "advise", "--format", "jsonl")]
    public async Task What_cannot_be_is_refused(int code, string named, params string[] arguments)
    {
        CliRun run = await CliRun.StartAsync(arguments);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(named, run.Errors, StringComparison.Ordinal);
    }

    private Task<CliRun> AdviseAsync(params string[] arguments) => CliRun.StartAsync([
        "advise", "--topology", "in-process", "--p", "inline:0.5,0.3,0.2", "--q", "inline:0.2,0.3,0.5", "--out", folder.FullPath, "--seconds", "0.2", .. arguments]);
}
