using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Resuming;

/// <summary>Whatever dies, a workload ends with the same samples and the same rows.</summary>
[Collection(OneAtATime.Name)]
public sealed class WorkloadResumeTests(UndisturbedWorkload undisturbed) : IClassFixture<UndisturbedWorkload>, IDisposable
{
    private const string Begun = "98304 rounds";

    private readonly string folder = Directory.CreateTempSubdirectory("coupling-workload-").FullName;

    private string RunFolder => Path.Combine(folder, "run");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LinuxTheory]
    [InlineData("alice", "repair:4")]
    [InlineData("bob", "repair-grouped:8")]
    [InlineData("coordinator", "repair:4")]
    public async Task A_service_that_is_killed_leaves_no_trace_in_any_row(string role, string mode)
    {
        using ResumedRun run = Start();
        await run.SeeAsync(line => line.StartsWith($"{mode}: {Begun}", StringComparison.Ordinal));
        await Task.Delay(300);
        int pid = run.PidOf(role);
        await Children.SignalAsync(pid, "KILL");

        undisturbed.AssertSame(await run.ValidAsync());
        Assert.Contains($"{role}: pid {pid} ended, restarted as ", run.Errors, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_run_that_is_interrupted_has_the_same_rows_once_resumed_and_is_replayed()
    {
        using (ResumedRun run = Start("--keep-rounds", "csv"))
        {
            await run.SeeAsync(line => line.StartsWith($"repair:4: {Begun}", StringComparison.Ordinal));
            await Task.Delay(300);
            await Children.SignalAsync(run.Id, "INT");
            Assert.Equal(130, (await run.EndAsync()).Code);
        }

        using (ResumedRun refused = ResumedRun.Start(folder, "--resume", "run", "--rounds-per-row", "9"))
        {
            Assert.Equal(64, (await refused.EndAsync()).Code);
            Assert.Contains("--rounds-per-row: 9, but the run in", refused.Errors, StringComparison.Ordinal);
        }

        using (ResumedRun resumed = ResumedRun.Start(folder, "--resume", "run"))
        {
            JsonElement result = await resumed.ValidAsync();
            undisturbed.AssertSame(result);
            Assert.All(result.Modes(), mode => Assert.Equal(12, mode.GetProperty("rows").GetArrayLength()));
        }

        string[] kept = await File.ReadAllLinesAsync(Path.Combine(RunFolder, "rounds", "gumbel.csv"));
        Assert.Equal(1 + (12 * 8192), kept.Length);
        Assert.Equal(1 + (3 * 12), (await File.ReadAllLinesAsync(Path.Combine(RunFolder, "rows.csv"))).Length);
        Outcome replay = await CouplingProgram.RunAsync("replay", RunFolder);
        Assert.Equal(3, replay.EndedWith(0).Output.Split("identical").Length - 1);
    }

    [LinuxFact]
    public async Task An_input_that_has_changed_meanwhile_is_refused()
    {
        string rows = Path.Combine(folder, "q.csv");
        await File.WriteAllLinesAsync(rows, ["0.5,0.5", "0.25,0.75"]);
        using (ResumedRun run = ResumedRun.Start(
            folder, "--p", "uniform:2", "--q", "q.csv", "--modes", "gumbel", "--rounds-per-row", "1000000000", "--out", "run"))
        {
            await run.SeeAsync(line => line.StartsWith("gumbel: 2000000000 rounds", StringComparison.Ordinal));
            await Task.Delay(300);
            await Children.SignalAsync(run.Id, "INT");
            Assert.Equal(130, (await run.EndAsync()).Code);
        }

        await File.WriteAllLinesAsync(rows, ["0.5,0.5", "0.75,0.25"]);
        using ResumedRun resumed = ResumedRun.Start(folder, "--resume", "run");
        Assert.Equal(65, (await resumed.EndAsync()).Code);
        Assert.Contains("bob's input has changed since the run began: q.csv", resumed.Errors, StringComparison.Ordinal);
    }

    private ResumedRun Start(params string[] more) => ResumedRun.Start(folder, [.. UndisturbedWorkload.Plan, "--out", "run", .. more]);
}
