using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Captures;

/// <summary>One run of every mode whose packets were captured. Nothing where packets cannot be captured.</summary>
public sealed class CapturedRun : IAsyncLifetime, IDisposable
{
    private readonly TempFolder folder = new();

    public static string[] Modes { get; } =
    [
        "gumbel", "minhash", "inverse-cdf", "independent", "repair:4", "repair-grouped:8", "repair-grouped:8+turns=3", "lowcomm:1e-3", "index",
        "budget:4", "optimal", "optimal+float32", "optimal+bfloat16", "optimal:cached", "optimal:cached+bfloat16",
    ];

    public JsonElement Result { get; private set; }

    public string ResultFile => Path.Combine(folder.Out, "result.json");

    public string CaptureFile => folder.In("run.pcapng");

    internal IReadOnlyList<Segment> Segments { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (CaptureTools.WhyNot is not null)
        {
            return;
        }

        await using PacketCapture capture = await PacketCapture.StartAsync(CaptureFile, "tcp");
        Outcome outcome = await CouplingProgram.RunAsync(
            "run", "--p", Pair.P, "--q", Pair.Q, "--prior", "uniform:4", "--modes", string.Join(',', Modes), "--rounds", "3000",
            "--format", "json", "--out", folder.Out);
        Segments = await capture.EndAsync();
        Result = outcome.EndedWith(0).Json();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();
}
