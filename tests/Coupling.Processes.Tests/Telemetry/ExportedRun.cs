using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>One `coupling run` whose processes all export to a collector of the test; several tests look at it.</summary>
public sealed class ExportedRun : IAsyncLifetime, IDisposable
{
    public const int Rounds = 20_000;

    private readonly TempFolder folder = new();

    public static string[] Modes { get; } = ["gumbel", "repair:4", "repair-grouped:8", "optimal:cached"];

    internal OtlpCollector Collector { get; private set; } = null!;

    internal JsonElement Result { get; private set; }

    public async Task InitializeAsync()
    {
        Collector = await OtlpCollector.StartAsync();
        Outcome outcome = await CouplingProgram.RunAsync(
            Collector.Environment,
            ["run", "--p", Pair.P, "--q", Pair.Q, "--modes", string.Join(',', Modes), "--rounds", $"{Rounds}", "--format", "json", "--out", folder.Out]);
        Result = outcome.EndedWith(0).Json();
    }

    public Task DisposeAsync() => Collector.DisposeAsync().AsTask();

    public void Dispose() => folder.Dispose();
}
