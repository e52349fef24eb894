using System.Text.Json;

namespace Coupling.Processes.Tests.Programs;

/// <summary>One run of every kind of mode, between real processes; several tests look at it.</summary>
public sealed class EveryMode : IAsyncLifetime, IDisposable
{
    public const int Rounds = 20_000;

    private readonly TempFolder folder = new();

    public static string[] Modes { get; } =
        ["gumbel", "minhash", "inverse-cdf", "independent", "repair:0", "repair:4", "repair:16", "optimal:cached", "optimal", "optimal+bfloat16"];

    internal Outcome Outcome { get; private set; } = null!;

    public JsonElement Result => Outcome.Json();

    public string ResultFile => Path.Combine(folder.Out, "result.json");

    public async Task InitializeAsync() => Outcome = await CouplingProgram.RunAsync(
        "run", "--p", Pair.P, "--q", Pair.Q, "--modes", string.Join(',', Modes), "--rounds", $"{Rounds}",
        "--format", "json", "--out", folder.Out);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();
}
