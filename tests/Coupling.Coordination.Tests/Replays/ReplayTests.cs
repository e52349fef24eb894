using Coupling.Coordination.Replays;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;
using Coupling.Coordination.Tests.Store;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Coordination.Tests.Replays;

/// <summary>A replay against a store in which one thing was drawn, or said, otherwise.</summary>
public sealed class ReplayTests : IDisposable
{
    private const string P = "inline:0.5,0.3,0.2";
    private const string Q = "inline:0.2,0.3,0.5";
    private const string Mode = "repair:2";
    private const ulong Seed = 7;
    private const int Rounds = 10_000;

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_drawn_from_the_plan_is_identical()
    {
        Store((_, _, _) => { });
        Assert.Equal([new ReplayedMode(Mode, Rounds, null)], Replay());
    }

    [Theory]
    [InlineData(0, "first difference in rounds 0 to 4095: Alice's samples")]
    [InlineData(4096, "first difference in rounds 4096 to 8191: Alice's samples")]
    [InlineData(9999, "digests.alice: on record")]
    public void A_sample_of_Alices_that_is_another_one_is_found(int round, string expected)
    {
        Store((alice, _, _) => alice[round] = (alice[round] + 1) % 3);
        AssertFound(expected);
    }

    [Fact]
    public void A_sample_of_Bobs_is_found()
    {
        Store((_, bob, _) => bob[5000] = (bob[5000] + 1) % 3);
        AssertFound("first difference in rounds 4096 to 8191: Bob's samples");
    }

    [Fact]
    public void A_bit_more_that_was_said_is_found()
    {
        Store((_, _, bits) => bits[4095]++);
        AssertFound("first difference in rounds 0 to 4095: payload bits");
    }

    [Fact]
    public void Another_input_is_refused()
    {
        Store((_, _, _) => { });
        var fault = Assert.Throws<ReplayException>(() => RunReplay.Replay(Request() with { Bob = "inline:0.2,0.4,0.4" }).ToArray());
        Assert.StartsWith("bob's input has changed since the run: inline:0.2,0.4,0.4", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_run_is_refused() =>
        Assert.Throws<ReplayException>(() => RunReplay.Replay(Request()).ToArray());

    private void AssertFound(string expected) => Assert.StartsWith(expected, Assert.Single(Replay()).Difference, StringComparison.Ordinal);

    private ReplayRequest Request() => new(folder.Path, P, Q, null, [Mode], Seed);

    private ReplayedMode[] Replay() => [.. RunReplay.Replay(Request())];

    /// <summary>Stores a run of <see cref="Mode"/> after something was done to its samples and to Alice's bits.</summary>
    private void Store(Action<int[], int[], int[]> alter)
    {
        var alice = Row.FromWeights([0.5, 0.3, 0.2], "P");
        var bob = Row.FromWeights([0.2, 0.3, 0.5], "Q");
        LocalResult drawn = LocalPair.Run(
            ProtocolCatalog.Parse(Mode), new PartyContext(Role.Alice, alice, Seed), new PartyContext(Role.Bob, bob, Seed), new RoundRange(0, Rounds));
        int[] aliceToBob = [.. drawn.AliceToBob.Select(bits => (int)bits)];
        int[] bobToAlice = [.. drawn.BobToAlice.Select(bits => (int)bits)];
        alter(drawn.Alice, drawn.Bob, aliceToBob);
        using var tally = new ModeTally(3, 1, keepsJournal: true);
        tally.Commit(new Batch(0, drawn.Alice, aliceToBob, bobToAlice, 1), new Batch(0, drawn.Bob, bobToAlice, aliceToBob, 1));
        using var store = RunStore.Open(folder.Path);
        store.Begin(new StoredRun
        {
            Alice = new StoredInput { Spec = P, Digest = alice.Digest },
            Bob = new StoredInput { Spec = Q, Digest = bob.Digest },
        });
        store.Commit(0, StoreFolder.Mode(tally), tally.TakeBlocks());
    }
}
