using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Captures;

/// <summary>Zero messages means zero (P7): in a network with nobody else in it, silent modes leave no packet but those of control.</summary>
[Collection(OneAtATime.Name)]
public sealed class SilentCaptureTests
{
    private static readonly string[] Silent = ["gumbel", "minhash", "inverse-cdf", "independent"];

    [NamespaceFact]
    public async Task A_silent_run_opens_no_connection_but_those_of_control()
    {
        CapturedNetwork network = await CapturedNetwork.OfAsync(Silent);
        Assert.All(network.Result.Modes(), mode =>
        {
            Assert.Equal(0, mode.Total("socket_bytes"));
            Assert.Empty(mode.GetProperty("legs").EnumerateArray());
        });
        AssertControl(network, conversations: 0);
    }

    /// <summary>A test of the test: what speaks is seen at the two ports that were silent above.</summary>
    [NamespaceFact]
    public async Task A_mode_that_speaks_is_seen_there()
    {
        CapturedNetwork network = await CapturedNetwork.OfAsync("gumbel", "repair:4");
        AssertControl(network, conversations: 1);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertControl(network, conversations: 0));
        Assert.Empty(LegWitness.Differences(network.Result, network.Segments));
    }

    /// <summary>
    /// Of the five ports three are dialled: the coordinator's, by the command and by nobody who listens, and each party's own, once, by
    /// the coordinator. The link and Bob's wire are dialled
    /// once per conversation.
    /// </summary>
    private static void AssertControl(CapturedNetwork network, int conversations)
    {
        Assert.Empty(network.OtherPackets);
        Assert.All(network.Dialled, port => Assert.Contains(port, network.Ports.Values.SelectMany(ports => ports)));
        int[] alice = [.. network.Ports["alice"].Select(network.ConnectionsTo)];
        int[] bob = [.. network.Ports["bob"].Select(network.ConnectionsTo)];
        int[] coordinator = [.. network.Ports["coordinator"].Select(network.ConnectionsTo)];
        Assert.Equal([1], alice);
        Assert.Equal(conversations == 0 ? [0, 1] : [1, conversations], bob.Order());
        Assert.Equal(conversations, coordinator.Min());
        Assert.True(coordinator.Max() > conversations, "nobody has dialled the coordinator");
    }
}
