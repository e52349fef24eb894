using System.Net;
using System.Text.Json;
using Coupling.Link;
using Coupling.Processes.Tests.Programs;
using Coupling.Processes.Tests.Runs;
using Coupling.Wire.V1;

namespace Coupling.Processes.Tests.Faults;

/// <summary>A relay of the test's own stands between the link and Bob, and cuts what passes.</summary>
[Collection(OneAtATime.Name)]
public sealed class BrokenConnectionTests
{
    private const int Rounds = 200_000;

    [Theory]
    [InlineData("repair:8")]
    [InlineData("repair:0")]
    public async Task A_broken_connection_is_tried_again_and_leaves_the_same_digest(string mode)
    {
        using ThreeServices services = await ThreeServices.StartAsync();
        await using LinkRelay saboteur = Before(services.Bob);
        await services.RegisterAsync(saboteur.EndPoint.ToString());
        await services.SubmitAsync("retried", mode, Rounds);
        await services.UntilRoundsAsync("retried", 1024);
        saboteur.Connections.Single().Break("the test says so");

        RunEnded ended = await services.UntilEndAsync("retried");
        Assert.Equal("valid", ended.Verdict);
        Assert.Equal(0, ended.ExitCode);
        JsonElement result = (await services.ResultAsync("retried")).Mode(mode);
        Assert.Equal(2, result.Count("attempts"));
        Assert.Equal(2, result.Count("connections"));
        Assert.Equal(Rounds, result.Count("rounds"));
        Assert.Equal(ReferenceDigest.Of(mode, Pair.P, Pair.Q, Rounds).Both, result.Text("digest"));
        AssertBooked(result, mode);
    }

    [Fact]
    public async Task A_connection_that_breaks_again_and_again_ends_the_run()
    {
        using ThreeServices services = await ThreeServices.StartAsync();
        await using LinkRelay wall = LinkRelay.Start(_ => throw new InvalidOperationException("nobody is there"));
        await services.RegisterAsync(wall.EndPoint.ToString());
        await services.SubmitAsync("refused", "repair:8", 1000);
        RunEnded ended = await services.UntilEndAsync("refused");
        Assert.Equal(69, ended.ExitCode);
        Assert.Equal("inconclusive", ended.Verdict);
        Assert.Contains("(after 4 attempts)", ended.Reason, StringComparison.Ordinal);
        Assert.Equal(4, (await services.ResultAsync("refused")).Mode("repair:8").Count("attempts"));
    }

    private static LinkRelay Before(Service bob)
    {
        IPEndPoint address = IPEndPoint.Parse(bob.Announcement.Wire!);
        return LinkRelay.Start(_ => ValueTask.FromResult<EndPoint>(address));
    }

    private static void AssertBooked(JsonElement result, string mode)
    {
        // Payload of the rounds that count is that of an undisturbed run, whatever the retry cost.
        (long AliceToBob, long BobToAlice) bits = ReferenceDigest.Bits(mode, Pair.P, Pair.Q, Rounds);
        Assert.Equal(bits.AliceToBob, result.Count("payload_bits", "rounds", "alice_to_bob"));
        Assert.Equal(bits.BobToAlice, result.Count("payload_bits", "rounds", "bob_to_alice"));
        Assert.NotEqual(0, result.BothWays("socket_bytes", "indeterminate"));
        Assert.NotEqual(0, result.BothWays("message_bytes", "indeterminate"));
        Assert.NotEqual(0, result.BothWays("socket_bytes", "retry"));
        Assert.NotEqual(0, result.BothWays("message_bytes", "retry"));
        Assert.NotEqual(0, result.BothWays("socket_bytes", "rounds"));
    }
}
