using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Resuming;

/// <summary>Each role killed at each turn of a run: while it opens, and as each kind of mode begins.</summary>
[Collection(OneAtATime.Name)]
public sealed class EveryPhaseTests(UndisturbedPhases undisturbed) : IClassFixture<UndisturbedPhases>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coupling-phases-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LinuxTheory]
    [InlineData("alice", "bob: pid ")]
    [InlineData("alice", "gumbel: ")]
    [InlineData("alice", "optimal:cached: ")]
    [InlineData("alice", "repair:4: ")]
    [InlineData("bob", "bob: pid ")]
    [InlineData("bob", "gumbel: ")]
    [InlineData("bob", "optimal:cached: ")]
    [InlineData("bob", "repair:4: ")]
    [InlineData("coordinator", "bob: pid ")]
    [InlineData("coordinator", "gumbel: ")]
    [InlineData("coordinator", "optimal:cached: ")]
    [InlineData("coordinator", "repair:4: ")]
    public async Task Whoever_is_killed_the_outcome_is_the_same(string role, string lineBefore)
    {
        using ResumedRun run = ResumedRun.Start(folder, [.. UndisturbedPhases.Plan, "--out", "run"]);
        await run.SeeAsync(line => line.StartsWith("bob: pid ", StringComparison.Ordinal));
        await run.SeeAsync(line => line.StartsWith(lineBefore, StringComparison.Ordinal));
        int pid = run.PidOf(role);
        await Children.SignalAsync(pid, "KILL");
        undisturbed.AssertSame(await run.ValidAsync());
        Assert.Contains($"{role}: pid {pid} ended, restarted as ", run.Errors, StringComparison.Ordinal);
    }
}
