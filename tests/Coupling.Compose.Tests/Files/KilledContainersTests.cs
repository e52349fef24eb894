using System.Globalization;
using System.Text.Json;
using Coupling.Compose.Tests.Engines;

namespace Coupling.Compose.Tests.Files;

[Collection(BuiltImage.Collection)]
public class KilledContainersTests(BuiltImage image)
{
    private const string Mode = "repair:8";
    private const long Rounds = 3_000_000;
    private const long Between = 150_000;

    [EngineFact]
    public async Task Containers_that_are_killed_and_started_again_change_no_digest()
    {
        await using var project = new ComposeProject(image, "compose.yaml");
        project.With("COUPLING_MODES", Mode).With("COUPLING_ROUNDS", $"{Rounds}").With("COUPLING_FORMAT", "jsonl");
        (await project.ComposeAsync("up", "--detach", "run")).With(0);
        string run = await project.ContainerAsync("run");
        long done = 0;
        foreach (string victim in (string[])["bob", "alice", "coordinator"])
        {
            done = await UntilAsync(run, done + Between);
            string container = await project.ContainerAsync(victim);
            (await Command.RunAsync("docker", "kill", container)).With(0);
            (await Command.RunAsync("docker", "start", container)).With(0);
        }

        JsonElement disturbed = ResultOf((await project.EndOfAsync("run")).With(0).Output);
        Assert.Equal("valid", disturbed.GetProperty("verdict").GetString());
        Assert.True(disturbed.GetProperty("attempts").GetInt32() > 3, "One of them was killed too late.");

        Ended again = (await project.ComposeAsync("run", "--rm", "-T", "--no-deps", "run")).With(0);
        JsonElement undisturbed = ResultOf(again.Output);
        Assert.Equal(1, undisturbed.GetProperty("attempts").GetInt32());
        Assert.Equal(Rounds, undisturbed.GetProperty("rounds").GetInt64());
        Assert.Equal(undisturbed.GetProperty("digest").GetString(), disturbed.GetProperty("digest").GetString());
    }

    /// <summary>Waits until so many rounds are committed, and says how many are.</summary>
    private static async Task<long> UntilAsync(string container, long rounds) =>
        RoundsOf(await Command.UntilAsync(line => RoundsOf(line) >= rounds, "docker", "logs", "--follow", container));

    private static long RoundsOf(string line) =>
        JsonElement.Parse(line).TryGetProperty("rounds_done", out JsonElement done) && done.TryGetProperty("rounds", out JsonElement rounds)
            ? long.Parse(rounds.GetString()!, CultureInfo.InvariantCulture)
            : 0;

    /// <summary>The only mode of the result in the last line.</summary>
    private static JsonElement ResultOf(string lines) =>
        JsonElement.Parse(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1])
            .GetProperty("result").GetProperty("modes").EnumerateArray().Single();
}
