using System.Text.Json;
using System.Text.Json.Nodes;
using Coupling.Processes.Tests.Programs;
using Coupling.Protocols;
using Xunit.Abstractions;

namespace Coupling.Processes.Tests.Captures;

/// <summary>An outside witness (P5): the packets of a run of every mode carry what the socket meters say, to the byte.</summary>
[Collection(OneAtATime.Name)]
public sealed class EveryModeCaptureTests(CapturedRun run, ITestOutputHelper output) : IClassFixture<CapturedRun>
{
    [Fact]
    public void Every_mode_of_the_catalog_is_among_them() =>
        Assert.Equal(ProtocolCatalog.Modes.Select(mode => Family(mode.Pattern)).Distinct().Order(), CapturedRun.Modes.Select(Family).Distinct().Order());

    [CaptureFact]
    public void Packets_and_socket_meters_agree_to_the_byte_in_every_mode()
    {
        Assert.Equal(CapturedRun.Modes, run.Result.Modes().Select(mode => mode.Text("mode")));
        Assert.Empty(LegWitness.Differences(run.Result, run.Segments));
        Assert.All(run.Result.Modes(), mode => Assert.Equal(2 * mode.Count("connections"), mode.GetProperty("legs").GetArrayLength()));
        Assert.Equal(CapturedRun.Modes.Length - 4, run.Result.Modes().Count(mode => mode.Total("socket_bytes") > 0));
        output.WriteLine($"{run.Result.Modes().Sum(mode => mode.Total("socket_bytes"))} bytes on {run.Result.Modes().Sum(mode => mode.GetProperty("legs").GetArrayLength())} legs, each counted twice; {run.Segments.Count} segments captured");
    }

    [CaptureFact]
    public async Task The_documented_commands_count_the_bytes_of_every_leg()
    {
        Dictionary<string, long> counted = await DocumentedCommands.CountAsync(Path.GetDirectoryName(run.CaptureFile)!);
        foreach (JsonElement mode in run.Result.Modes())
        {
            Assert.All(mode.GetProperty("legs").EnumerateArray(), leg =>
            {
                (string from, string to) = (leg.Text("from"), leg.Text("to"));
                Assert.Equal(Sum(mode, "alice_to_bob"), counted[$"{from} > {to}"]);
                Assert.Equal(Sum(mode, "bob_to_alice"), counted[$"{to} > {from}"]);
            });
        }
    }

    [CaptureFact]
    public void A_packet_that_is_left_out_is_missed()
    {
        JsonElement leg = LegOf("repair:4");
        Segment[] said = [.. run.Segments.Where(segment => (segment.From, segment.To) == (leg.Text("from"), leg.Text("to")) && segment.Length > 0)];
        Segment forgotten = said.First(segment => !said.Any(other => other != segment && Overlap(other, segment)));
        IReadOnlyList<string> found = LegWitness.Differences(run.Result, [.. run.Segments.Where(segment => segment != forgotten)]);
        Assert.Contains($"repair:4, alice-link, alice_to_bob: the capture lacks {forgotten.Length}", found);
        Assert.Contains(found, difference => difference.StartsWith("repair:4, alice-link, alice_to_bob: socket_bytes ", StringComparison.Ordinal));
    }

    [CaptureFact]
    public void A_segment_that_is_sent_twice_counts_once()
    {
        Segment[] twice = [.. run.Segments, .. run.Segments.Where(segment => segment.Length > 0)];
        Assert.Empty(LegWitness.Differences(run.Result, twice));
    }

    [CaptureFact]
    public void A_meter_that_forgets_a_byte_of_one_direction_is_caught()
    {
        JsonNode planted = JsonNode.Parse(run.Result.GetRawText())!;
        JsonNode mode = planted["modes"]!.AsArray().Single(mode => (string?)mode!["mode"] == "lowcomm:1e-3")!;
        JsonNode rounds = mode["socket_bytes"]!["rounds"]!;
        rounds["bob_to_alice"] = (long)rounds["bob_to_alice"]! - 1;
        IReadOnlyList<string> found = LegWitness.Differences(Read(planted), run.Segments);
        Assert.Equal(2, found.Count);
        Assert.All(found, difference => Assert.StartsWith("lowcomm:1e-3, ", difference, StringComparison.Ordinal));
    }

    [CaptureFact]
    public void A_witness_that_forgets_a_byte_is_caught()
    {
        JsonNode planted = JsonNode.Parse(run.Result.GetRawText())!;
        JsonNode mode = planted["modes"]!.AsArray().Single(mode => (string?)mode!["mode"] == "optimal")!;
        JsonNode counts = mode["witnesses"]!.AsArray().Single(
            witness => (string?)witness!["phase"] == "teardown" && (string?)witness["what"] == "socket_bytes alice_to_bob")!["counts"]!;
        long link = (long)counts["link_out"]!;
        counts["link_out"] = link - 1;
        Assert.Equal(
            [$"optimal, link-bob, alice_to_bob: link_out {link - 1}, packets {link}"], LegWitness.Differences(Read(planted), run.Segments));
    }

    [CaptureFact]
    public void A_connection_that_no_mode_tells_of_is_caught()
    {
        var stranger = new Segment(int.MaxValue, "127.0.0.1:1", LegOf("repair:4").Text("to"), 0, 0, Opens: true, Ends: false);
        Assert.Equal(
            [$"no mode tells of the connection from {stranger.From} to {stranger.To}"],
            LegWitness.Differences(run.Result, [.. run.Segments, stranger]));
    }

    private static long Sum(JsonElement mode, string direction) =>
        ResultReading.Phases.Sum(phase => mode.Count("socket_bytes", phase, direction));

    /// <summary>Alice's leg.</summary>
    private JsonElement LegOf(string mode) => run.Result.Mode(mode).GetProperty("legs").EnumerateArray().Single(leg => leg.Text("leg") == "alice-link");

    private static bool Overlap(Segment one, Segment other) =>
        one.Sequence < other.Sequence + other.Length && other.Sequence < one.Sequence + one.Length;

    private static JsonElement Read(JsonNode planted) => JsonElement.Parse(planted.ToJsonString());

    private static string Family(string mode) => mode.Split(':', '+')[0];
}
