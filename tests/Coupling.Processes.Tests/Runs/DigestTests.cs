using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Runs;

[Collection(OneAtATime.Name)]
public sealed class DigestTests(EveryMode everyMode)
{
    private const int FewRounds = 3000;

    /// <summary>Of more items than a vector has lanes, and not a multiple of them.</summary>
    private static readonly (string P, string Q) Wide = ("zipf:1,1234", "zipf:1.3,1234");

    [Fact]
    public void The_digests_are_those_of_a_run_in_memory() => AssertReference(everyMode.Result, Pair.Q, EveryMode.Rounds);

    [Theory]
    [InlineData(1, "processes")]
    [InlineData(64, "in-process")]
    [InlineData(4096, "in-process")]
    [InlineData(4096, "processes")]
    public async Task Neither_batch_nor_topology_changes_a_digest(int batch, string topology) =>
        AssertReference(await RunAsync([], FewRounds, "--q", Pair.Q, "--batch", $"{batch}", "--topology", topology), Pair.Q, FewRounds);

    [Fact]
    public async Task Batches_in_flight_do_not_change_a_digest() => AssertReference(
        await RunAsync([], EveryMode.Rounds, "--q", Pair.Q, "--batch", "1000", "--in-flight", "3", "--topology", "in-process"),
        Pair.Q, EveryMode.Rounds);

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task A_processor_with_fewer_vector_instructions_draws_the_same_samples(string switchedOff)
    {
        AssertReference(await RunAsync([(switchedOff, "0")], FewRounds, "--q", Pair.Q), Pair.Q, FewRounds);
        JsonElement all = await RunAsync([], FewRounds, "--p", Wide.P, "--q", Wide.Q);
        JsonElement fewer = await RunAsync([(switchedOff, "0")], FewRounds, "--p", Wide.P, "--q", Wide.Q);
        Assert.Equal(all.Modes().Select(mode => mode.Text("digest")), fewer.Modes().Select(mode => mode.Text("digest")));
    }

    [Fact]
    public async Task Bobs_distribution_changes_nothing_of_what_Alice_draws_in_silence()
    {
        JsonElement other = await RunAsync([], EveryMode.Rounds, "--q", Pair.OtherQ, "--topology", "in-process");
        AssertReference(other, Pair.OtherQ, EveryMode.Rounds);
        foreach (string mode in new[] { "gumbel", "minhash", "independent" })
        {
            JsonElement before = everyMode.Result.Mode(mode).GetProperty("digests");
            JsonElement after = other.Mode(mode).GetProperty("digests");
            Assert.Equal(before.Text("alice"), after.Text("alice"));
            Assert.NotEqual(before.Text("bob"), after.Text("bob"));
        }
    }

    [Fact]
    public async Task Another_seed_gives_other_digests()
    {
        JsonElement other = await RunAsync([], FewRounds, "--q", Pair.Q, "--seed", "18446744073709551615", "--topology", "in-process");
        Assert.All(other.Modes(), mode => Assert.NotEqual(
            ReferenceDigest.Of(mode.Text("mode"), Pair.P, Pair.Q, FewRounds).Both, mode.Text("digest")));
    }

    private static async Task<JsonElement> RunAsync((string Name, string Value)[] environment, int rounds, params string[] more)
    {
        using var folder = new TempFolder();
        string[] arguments =
        [
            "run", .. more.Contains("--p") ? [] : (string[])["--p", Pair.P], "--modes", string.Join(',', EveryMode.Modes), "--rounds", $"{rounds}", "--format", "json",
            "--out", folder.Out, .. more,
        ];
        return (await CouplingProgram.RunAsync(environment, arguments)).EndedWith(0).Json();
    }

    private static void AssertReference(JsonElement result, string q, int rounds)
    {
        Assert.Equal(EveryMode.Modes, result.Modes().Select(mode => mode.Text("mode")));
        Assert.All(result.Modes(), mode =>
        {
            (string both, string alice, string bob) = ReferenceDigest.Of(mode.Text("mode"), Pair.P, q, rounds);
            Assert.Equal(both, mode.Text("digest"));
            Assert.Equal(alice, mode.At("digests", "alice").GetString());
            Assert.Equal(bob, mode.At("digests", "bob").GetString());
        });
    }
}
