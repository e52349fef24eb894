using System.Globalization;
using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Resuming;

/// <summary>A run whose modes end with their time, not with a number of rounds, and that something happens to.</summary>
[Collection(OneAtATime.Name)]
public sealed class TimedResumeTests : IDisposable
{
    private const double Seconds = 6;
    private static readonly string[] Pair = ["--p", "zipf:1,2000", "--q", "zipf:1.2,2000", "--modes", "repair:4", "--seed", "3", "--batch", "256", "--in-flight", "4"];

    private readonly string folder = Directory.CreateTempSubdirectory("coupling-timed-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LinuxFact]
    public async Task Bob_killed_is_restarted_and_the_rest_of_the_time_is_used()
    {
        using ResumedRun run = await StartAsync();
        await Children.SignalAsync(run.PidOf("bob"), "KILL");
        JsonElement mode = (await run.ValidAsync()).GetProperty("modes")[0];
        Assert.True(mode.GetProperty("attempts").GetInt32() > 1);
        await AssertPrefixAsync(mode);
    }

    [LinuxFact]
    public async Task A_run_whose_command_is_killed_goes_on_with_what_is_left_of_its_time()
    {
        using (ResumedRun run = await StartAsync())
        {
            await run.KillAsync();
        }

        using ResumedRun resumed = ResumedRun.Start(folder, "--resume", "run");
        JsonElement mode = (await resumed.ValidAsync()).GetProperty("modes")[0];
        Assert.Contains("rounds are kept from before", resumed.Errors, StringComparison.Ordinal);
        await AssertPrefixAsync(mode);
    }

    private async Task<ResumedRun> StartAsync()
    {
        ResumedRun run = ResumedRun.Start(folder, [.. Pair, "--seconds", Seconds.ToString(CultureInfo.InvariantCulture), "--out", "run"]);
        await run.SeeAsync(line => line == "repair:4: 6 s");
        await Task.Delay(3000);
        return run;
    }

    private async Task AssertPrefixAsync(JsonElement mode)
    {
        Assert.Equal("seconds", mode.GetProperty("ended_by").GetString());
        Assert.True(mode.GetProperty("seconds").GetDouble() >= Seconds);
        string rounds = mode.GetProperty("rounds").GetInt64().ToString(CultureInfo.InvariantCulture);
        using ResumedRun counted = ResumedRun.Start(folder, [.. Pair, "--rounds", rounds, "--out", "counted"]);
        JsonElement same = (await counted.ValidAsync()).GetProperty("modes")[0];
        foreach (string field in (string[])["digest", "digests", "agreements", "marginals", "payload_bits_per_round"])
        {
            Assert.Equal(same.GetProperty(field).GetRawText(), mode.GetProperty(field).GetRawText());
        }
    }
}
