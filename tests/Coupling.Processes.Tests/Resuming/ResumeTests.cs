using System.Text;
using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Resuming;

/// <summary>Whatever dies, the run ends as if nothing had.</summary>
[Collection(OneAtATime.Name)]
public sealed class ResumeTests(UndisturbedRun undisturbed) : IClassFixture<UndisturbedRun>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coupling-resume-").FullName;

    private string RunFolder => Path.Combine(folder, "run");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LinuxFact]
    public Task Alice_killed_is_restarted_and_leaves_no_trace_in_the_outcome() => KillAsync("alice");

    [LinuxFact]
    public Task Bob_killed_is_restarted_and_leaves_no_trace_in_the_outcome() => KillAsync("bob");

    [LinuxFact]
    public Task The_coordinator_killed_is_restarted_and_goes_on_from_its_store() => KillAsync("coordinator");

    [LinuxFact]
    public async Task A_run_whose_command_is_killed_leaves_no_process_and_is_resumed()
    {
        int[] children;
        using (ResumedRun run = Start())
        {
            await run.SeeAsync(line => line.StartsWith("repair:4: 150000 rounds", StringComparison.Ordinal));
            await Task.Delay(700);
            children = run.AllPids();
            await run.KillAsync();
        }

        Assert.False(File.Exists(Path.Combine(RunFolder, "result.json")));
        using ResumedRun resumed = ResumedRun.Start(folder, "--resume", "run");
        undisturbed.AssertSame(await resumed.ValidAsync());
        Assert.Contains("gumbel: 150000 rounds are kept from before", resumed.Errors, StringComparison.Ordinal);
        await Children.GoneAsync(children, TimeSpan.FromSeconds(10));

        using ResumedRun again = ResumedRun.Start(folder, "--resume", "run");
        Assert.Equal((0, string.Empty), await again.EndAsync());
        Assert.Contains("has ended already: valid", again.Errors, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task An_interrupted_run_is_inconclusive_refuses_what_contradicts_it_and_is_resumed()
    {
        using (ResumedRun run = Start())
        {
            await run.SeeAsync(line => line.StartsWith("repair:4: 150000 rounds", StringComparison.Ordinal));
            await Task.Delay(700);
            await Children.SignalAsync(run.Id, "INT");
            (int code, string json) = await run.EndAsync();
            Assert.Equal(130, code);
            using var document = JsonDocument.Parse(json);
            Assert.Equal("inconclusive", document.RootElement.GetProperty("verdict").GetString());
        }

        await AssertRefusedAsync(64, "--rounds: 7, but the run in", "--rounds", "7");
        await AssertRefusedAsync(64, "--p: uniform:3, but the run in", "--p", "uniform:3");
        string plan = Path.Combine(RunFolder, "plan.json");
        byte[] kept = await File.ReadAllBytesAsync(plan);
        await File.WriteAllTextAsync(plan, Encoding.UTF8.GetString(kept).Replace("150000", "150001", StringComparison.Ordinal));
        await AssertRefusedAsync(65, "damaged or was changed");
        await File.WriteAllBytesAsync(plan, kept);

        string store = Path.Combine(RunFolder, "store.db");
        byte[] whole = await File.ReadAllBytesAsync(store);
        byte[] damaged = [.. whole];
        damaged.AsSpan(4096, 4096).Clear();
        await File.WriteAllBytesAsync(store, damaged);
        await AssertRefusedAsync(65, "the store is damaged");
        await File.WriteAllBytesAsync(store, whole);

        using ResumedRun resumed = ResumedRun.Start(folder, "--resume", "run");
        undisturbed.AssertSame(await resumed.ValidAsync());
    }

    private async Task KillAsync(string role)
    {
        using ResumedRun run = Start();
        await run.SeeAsync(line => line.StartsWith("repair:4: 150000 rounds", StringComparison.Ordinal));
        await Task.Delay(700);
        int pid = run.PidOf(role);
        await Children.SignalAsync(pid, "KILL");

        undisturbed.AssertSame(await run.ValidAsync());
        Assert.Contains($"{role}: pid {pid} ended, restarted as ", run.Errors, StringComparison.Ordinal);
    }

    private ResumedRun Start() => ResumedRun.Start(folder, [.. UndisturbedRun.Plan, "--out", "run"]);

    private async Task AssertRefusedAsync(int expected, string message, params string[] options)
    {
        using ResumedRun refused = ResumedRun.Start(folder, ["--resume", "run", .. options]);
        (int code, _) = await refused.EndAsync();
        Assert.Equal(expected, code);
        Assert.Contains(message, refused.Errors, StringComparison.Ordinal);
    }
}
