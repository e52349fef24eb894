using System.Text.Json;
using Coupling.Processes.Tests.Programs;
using Coupling.Wire.V1;

namespace Coupling.Processes.Tests.Faults;

[Collection(OneAtATime.Name)]
public sealed class KilledPartyTests
{
    private const string Mode = "repair:8";

    /// <summary>More than can be done before the test kills someone.</summary>
    private const ulong Endless = 1_000_000_000;

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task A_party_that_is_killed_ends_the_run_with_what_was_committed(string victim)
    {
        using ThreeServices services = await ThreeServices.StartAsync();
        await services.RegisterAsync();
        await services.SubmitAsync("killed", Mode, Endless);
        RoundsDone before = await services.UntilRoundsAsync("killed", 4096);
        (victim == "alice" ? services.Alice : services.Bob).Kill();

        RunEnded ended = await services.UntilEndAsync("killed");
        Assert.Equal(69, ended.ExitCode);
        Assert.Equal("inconclusive", ended.Verdict);
        Assert.Contains($"{victim}: Unavailable", ended.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Reason, StringComparison.Ordinal);
        Assert.True(ended.HasResult);
        AssertPartial(await services.ResultAsync("killed"), (long)before.Rounds);
    }

    [Fact]
    public async Task A_party_that_is_gone_before_the_run_is_named_and_leaves_no_result()
    {
        using ThreeServices services = await ThreeServices.StartAsync();
        await services.RegisterAsync();
        services.Bob.Kill();
        await services.SubmitAsync("gone", Mode, 1000);
        RunEnded ended = await services.UntilEndAsync("gone");
        Assert.Equal(69, ended.ExitCode);
        Assert.StartsWith("bob: Unavailable", ended.Reason, StringComparison.Ordinal);
        Assert.False(ended.HasResult);
    }

    [Fact]
    public async Task Services_end_when_their_parent_lets_go_of_their_input()
    {
        using ThreeServices services = await ThreeServices.StartAsync();
        foreach (Service service in new[] { services.Alice, services.Bob, services.Coordinator })
        {
            service.CloseInput();
            Assert.Equal(0, await service.EndAsync());
        }
    }

    private static void AssertPartial(JsonElement result, long committed)
    {
        Assert.Equal("inconclusive", result.Text("verdict"));
        JsonElement mode = result.Mode(Mode);
        Assert.Equal("inconclusive", mode.Text("verdict"));
        Assert.Empty(mode.GetProperty("findings").EnumerateArray());
        Assert.InRange(mode.Count("rounds"), committed, (long)Endless - 1);
        Assert.InRange(mode.Count("agreements"), 1, mode.Count("rounds"));
        Assert.NotEqual(0, mode.BothWays("payload_bits", "rounds"));
        Assert.NotEqual(0, mode.BothWays("socket_bytes", "handshake"));
        Assert.NotEqual(0, mode.BothWays("message_bytes", "indeterminate"));
        Assert.NotEqual(0, mode.BothWays("socket_bytes", "indeterminate"));
        Assert.Equal(0, mode.BothWays("socket_bytes", "rounds"));
    }
}
