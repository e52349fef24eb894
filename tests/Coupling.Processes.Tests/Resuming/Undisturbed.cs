using System.Text.Json;

namespace Coupling.Processes.Tests.Resuming;

/// <summary>What a run gives when nothing dies.</summary>
/// <param name="plan">Its options.</param>
public abstract class Undisturbed(string[] plan) : IAsyncLifetime
{

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coupling-undisturbed-");

    internal JsonElement Result { get; private set; }

    public async Task InitializeAsync()
    {
        using ResumedRun run = ResumedRun.Start(folder.FullName, [.. plan, "--out", "run"]);
        Result = await run.ValidAsync();
    }

    public Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Everything that no fault may change: samples, agreement, marginal tests, the protocol's own bits.</summary>
    internal void AssertSame(JsonElement result)
    {
        foreach ((JsonElement expected, JsonElement mode) in Result.GetProperty("modes").EnumerateArray().Zip(result.GetProperty("modes").EnumerateArray()))
        {
            foreach (string field in new[] { "mode", "verdict", "rounds", "agreements", "exact", "marginals", "digest", "digests", "payload_bits_per_round", "rows" })
            {
                Assert.Equal(expected.GetProperty(field).GetRawText(), mode.GetProperty(field).GetRawText());
            }

            Assert.Equal(Rounds(expected), Rounds(mode));
        }

        static string Rounds(JsonElement mode) => mode.GetProperty("payload_bits").GetProperty("rounds").GetRawText();
    }
}
