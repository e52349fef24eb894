using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Faults;

[Collection(OneAtATime.Name)]
public sealed class EndOfTheProgramTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [LinuxFact]
    public async Task A_killed_coordinator_ends_the_run_and_no_service_stays_behind()
    {
        using var folder = new TempFolder();
        using CouplingProgram coupling = StartLongRun(folder);
        Dictionary<string, int> services = await ServicesAsync(coupling);
        await Children.SignalAsync(services["coordinator"], "KILL");
        (await coupling.EndAsync()).EndedWith(69).SaysWithoutTrace("coordinator: Unavailable");
        await Children.GoneAsync(services.Values, TenSeconds);
        Assert.False(folder.HasResult);
    }

    [LinuxFact]
    public async Task The_services_of_a_killed_program_end_by_themselves()
    {
        using var folder = new TempFolder();
        using CouplingProgram coupling = StartLongRun(folder);
        Dictionary<string, int> services = await ServicesAsync(coupling);
        coupling.Kill();
        await Children.GoneAsync(services.Values, TenSeconds);
    }

    [LinuxFact]
    public async Task An_interrupted_run_ends_in_order_with_what_is_done()
    {
        using var folder = new TempFolder();
        using CouplingProgram coupling = StartLongRun(folder);
        Dictionary<string, int> services = await ServicesAsync(coupling);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await Children.SignalAsync(coupling.Id, "INT");
        Outcome outcome = (await coupling.EndAsync()).EndedWith(130).SaysWithoutTrace("repair:8: interrupted after ");
        await Children.GoneAsync(services.Values, TenSeconds);

        JsonElement result = folder.Result();
        Assert.Equal("inconclusive", result.Text("verdict"));
        Assert.Empty(result.Mode("repair:8").GetProperty("findings").EnumerateArray());
        Assert.True(JsonElement.DeepEquals(result, outcome.Json()));
    }

    [LinuxFact]
    public async Task A_run_interrupted_before_its_first_mode_says_so_and_leaves_nothing()
    {
        using var folder = new TempFolder();
        using CouplingProgram coupling = StartLongRun(folder);
        Dictionary<string, int> services = await StartedAsync(coupling, 1);
        await Children.SignalAsync(coupling.Id, "INT");
        (await coupling.EndAsync()).EndedWith(130).SaysWithoutTrace("interrupted");
        await Children.GoneAsync(services.Values, TenSeconds);
        Assert.False(folder.HasResult);
    }

    private static CouplingProgram StartLongRun(TempFolder folder) => CouplingProgram.Start(
        "run", "--p", Pair.P, "--q", Pair.Q, "--modes", "repair:8", "--rounds", "1000000000", "--format", "json",
        "--out", folder.Out);

    /// <summary>All three, once the first mode has begun.</summary>
    private static async Task<Dictionary<string, int>> ServicesAsync(CouplingProgram coupling)
    {
        Assert.StartsWith("repair:8: ", await coupling.BeginAsync(), StringComparison.Ordinal);
        return await StartedAsync(coupling, 3);
    }

    private static async Task<Dictionary<string, int>> StartedAsync(CouplingProgram coupling, int least)
    {
        using var patience = new CancellationTokenSource(CouplingProgram.Patience);
        Dictionary<string, int> services;
        while ((services = Children.Of(coupling.Id)).Count < least)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }

        return services;
    }
}
