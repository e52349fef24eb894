using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>What two sessions promise over any transport, when both keep the protocol.</summary>
public abstract class TransportContract
{
    private const ulong Seed = 947;
    private const int Rounds = 1190;
    private const int BatchRounds = 20;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task Repair_draws_and_says_what_it_does_in_memory(int inFlight)
    {
        var protocol = new Repair(4);
        PartyContext alice = Context(Role.Alice, Generators.Zipf(1, 50));
        PartyContext bob = Context(Role.Bob, Generators.Zipf(1.3, 50));
        LocalResult local = LocalPair.Run(protocol, alice, bob, new RoundRange(0, Rounds));
        await using ITransportPair pair = await StartAsync();
        await using var aliceEnd = new PartyEnd(pair, Role.Alice);
        await using var bobEnd = new PartyEnd(pair, Role.Bob);

        var a = new int[Rounds];
        var b = new int[Rounds];
        KeptBatches aliceBatches = Cut(Role.Alice, protocol, protocol.Open(alice), a);
        KeptBatches bobBatches = Cut(Role.Bob, protocol, protocol.Open(bob), b);
        await ConductAsync(aliceEnd, aliceBatches, bobEnd, bobBatches, inFlight);

        Assert.Equal(local.Alice, a);
        Assert.Equal(local.Bob, b);
        Assert.Equal(local.AliceToBob, aliceBatches.SentBits());
        Assert.Equal(local.BobToAlice, bobBatches.SentBits());
        Assert.InRange(aliceBatches.MostOpen, 1, inFlight);
        Assert.InRange(bobBatches.MostOpen, 1, inFlight);
        AssertMeters(aliceEnd, bobEnd, local.AliceToBob.Sum(), local.BobToAlice.Sum());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task Every_word_of_a_random_talk_arrives_at_its_unit(int inFlight)
    {
        var talk = new Talk(Seed: 5, Batches: 150, MostUnits: 6, MostTurns: 9, MostWords: 4);
        await using ITransportPair pair = await StartAsync();
        await using var alice = new PartyEnd(pair, Role.Alice);
        await using var bob = new PartyEnd(pair, Role.Bob);
        KeptBatches aliceBatches = talk.BatchesOf(Role.Alice);
        KeptBatches bobBatches = talk.BatchesOf(Role.Bob);

        await ConductAsync(alice, aliceBatches, bob, bobBatches, inFlight);

        Assert.Equal(talk.SaidBits(Role.Alice), aliceBatches.SentBits());
        Assert.Equal(talk.SaidBits(Role.Bob), bobBatches.SentBits());
        AssertMeters(alice, bob, talk.SaidBits(Role.Alice).Sum(), talk.SaidBits(Role.Bob).Sum());
    }

    [Fact]
    public async Task A_setup_of_several_hundred_KiB_is_split_and_arrives()
    {
        const int items = 100_000;
        var protocol = new Optimal(cached: true, WeightFormat.Binary64);
        PartyContext alice = Context(Role.Alice, Generators.Zipf(1, items));
        PartyContext bob = Context(Role.Bob, Generators.Zipf(1.1, items));
        var rounds = new RoundRange(0, 6);
        LocalResult local = LocalPair.Run(protocol, alice, bob, rounds);
        IConversation aliceSide = protocol.Open(alice);
        IConversation bobSide = protocol.Open(bob);
        await using ITransportPair pair = await StartAsync();
        await using var aliceEnd = new PartyEnd(pair, Role.Alice);
        await using var bobEnd = new PartyEnd(pair, Role.Bob);

        await ConductAsync(aliceEnd, SetUp(Role.Alice, aliceSide), bobEnd, SetUp(Role.Bob, bobSide), inFlight: 1);
        AssertMeters(aliceEnd, bobEnd, 64L * items, 0);

        var a = new int[rounds.Count];
        var b = new int[rounds.Count];
        KeptBatches aliceBatches = Cut(Role.Alice, protocol, aliceSide, a);
        KeptBatches bobBatches = Cut(Role.Bob, protocol, bobSide, b);
        await ConductAsync(aliceEnd, aliceBatches, bobEnd, bobBatches, inFlight: 2);
        Assert.Equal(local.Alice, a);
        Assert.Equal(local.Bob, b);
        AssertMeters(aliceEnd, bobEnd, 64L * items, 0);
    }

    [Fact]
    public async Task Slots_go_on_counting_from_one_phase_to_the_next()
    {
        await using ITransportPair pair = await StartAsync();
        await using var alice = new PartyEnd(pair, Role.Alice);
        await using var bob = new PartyEnd(pair, Role.Bob);
        long bits = 0;
        for (uint phase = 0; phase < 3; phase++)
        {
            var talk = new Talk(Seed: phase, Batches: 20, MostUnits: 3, MostTurns: 4, MostWords: 2);
            await ConductAsync(alice, talk.BatchesOf(Role.Alice), bob, talk.BatchesOf(Role.Bob), inFlight: 3);
            bits += talk.SaidBits(Role.Alice).Sum() + talk.SaidBits(Role.Bob).Sum();
        }

        Assert.Equal(bits, alice.Meter.PayloadBitsSent + bob.Meter.PayloadBitsSent);
    }

    [Fact]
    public async Task Two_sides_that_begin_to_send_at_once_do_not_wait_for_each_other_to_read()
    {
        // More is on its way in each direction than channels, windows and buffers hold.
        var shouts = new Shouts(Words: 3 << 18);
        await using ITransportPair pair = new BothAtOnce(await StartAsync());
        await using var alice = new PartyEnd(pair, Role.Alice);
        await using var bob = new PartyEnd(pair, Role.Bob);

        await ConductAsync(alice, shouts.BatchesOf(Role.Alice), bob, shouts.BatchesOf(Role.Bob), inFlight: 2);

        AssertMeters(alice, bob, shouts.Bits, shouts.Bits);
    }

    [Fact]
    public async Task An_opening_and_an_orderly_end_are_heard()
    {
        await using ITransportPair pair = await StartAsync();
        await using var alice = new PartyEnd(pair, Role.Alice);
        await using var bob = new PartyEnd(pair, Role.Bob);
        var open = new V1.Open { Mode = 3, FirstRound = 4096, Rounds = 1UL << 40, Attempt = 2 };

        await alice.Session.SendOpenAsync(open, CancellationToken.None);
        Assert.Equal(open, await bob.Session.ReceiveOpenAsync(CancellationToken.None).WaitAsync(Soon));
        await pair.EndAsync(Role.Alice);
        await bob.Session.ReceiveEndAsync(CancellationToken.None).WaitAsync(Soon);
        await pair.EndAsync(Role.Bob);
        await alice.Session.ReceiveEndAsync(CancellationToken.None).WaitAsync(Soon);

        AssertMeters(alice, bob, 0, 0);
    }

    private protected abstract Task<ITransportPair> StartAsync();

    private static async Task ConductAsync(
        PartyEnd alice, KeptBatches aliceBatches, PartyEnd bob, KeptBatches bobBatches, int inFlight)
    {
        await Task.WhenAll(
            alice.Session.ConductAsync(aliceBatches, inFlight, CancellationToken.None),
            bob.Session.ConductAsync(bobBatches, inFlight, CancellationToken.None)).WaitAsync(Soon);
        Assert.Equal(aliceBatches.Count, aliceBatches.Ended.Count);
        Assert.Equal(bobBatches.Count, bobBatches.Ended.Count);
    }

    private static void AssertMeters(PartyEnd alice, PartyEnd bob, long aliceToBob, long bobToAlice)
    {
        Assert.Equal((aliceToBob, aliceToBob), (alice.Meter.PayloadBitsSent, bob.Meter.PayloadBitsReceived));
        Assert.Equal((bobToAlice, bobToAlice), (bob.Meter.PayloadBitsSent, alice.Meter.PayloadBitsReceived));
        Assert.Equal(alice.Meter.MessageBytesSent, bob.Meter.MessageBytesReceived);
        Assert.Equal(bob.Meter.MessageBytesSent, alice.Meter.MessageBytesReceived);
        Assert.True(alice.Meter.MessageBytesSent * 8 >= aliceToBob);
    }

    private static PartyContext Context(Role role, Row row) => new(role, new ConstantRows(row), new PublicCoins(Seed));

    private static KeptBatches SetUp(Role role, IConversation side) =>
        new(1, _ => new BatchRunner(role, 1, (_, wire) => side.SetUpAsync(wire)));

    /// <summary>Batches of rounds; the last one is cut short.</summary>
    private static KeptBatches Cut(Role role, ConversingProtocol protocol, IConversation side, int[] samples) =>
        new((samples.Length + BatchRounds - 1) / BatchRounds, index =>
        {
            int first = (int)index * BatchRounds;
            int count = Math.Min(BatchRounds, samples.Length - first);
            return UnitBatch.Create(role, protocol, side, new RoundRange(first, count), samples.AsMemory(first, count));
        });
}
