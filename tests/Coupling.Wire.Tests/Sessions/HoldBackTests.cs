using Coupling.Protocols;
using CsCheck;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>
/// A side holds its frames back until half of its conversations have something to say. Whatever the talk, however many
/// batches are under way and workers take turns, and however little the transport holds, both sides come to the end.
/// </summary>
public class HoldBackTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static readonly Gen<Talk> Talks =
        from seed in Gen.UInt
        from batches in Gen.Int[0, 60]
        from units in Gen.OneOf(Gen.Const(1), Gen.Int[1, 8])
        from turns in Gen.Int[0, 12]
        from words in Gen.OneOf(Gen.Const(1), Gen.Const(1), Gen.Const(1), Gen.Const(1500))
        select new Talk(seed, batches, units, words > 1 ? turns / 4 : turns, words);

    [Fact]
    public Task Nobody_waits_for_ever_and_every_word_arrives() =>
        Gen.Select(Talks, Gen.OneOf(Gen.Int[1, 4], Gen.Int[1, 70]), Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[1, 3]).SampleAsync(
            async (talk, inFlight, capacity, aliceWorkers, bobWorkers) =>
            {
                await using ITransportPair pair = new MemoryPair(capacity);
                await using var alice = new PartyEnd(pair, Role.Alice);
                await using var bob = new PartyEnd(pair, Role.Bob);
                KeptBatches aliceBatches = talk.BatchesOf(Role.Alice, aliceWorkers);
                KeptBatches bobBatches = talk.BatchesOf(Role.Bob, bobWorkers);

                await Task.WhenAll(
                    alice.Session.ConductAsync(aliceBatches, inFlight, CancellationToken.None),
                    bob.Session.ConductAsync(bobBatches, inFlight, CancellationToken.None)).WaitAsync(Soon);

                Assert.Equal(talk.SaidBits(Role.Alice), aliceBatches.SentBits());
                Assert.Equal(talk.SaidBits(Role.Bob), bobBatches.SentBits());
                Assert.InRange(aliceBatches.MostOpen, 0, Most(inFlight, aliceWorkers));
                Assert.InRange(bobBatches.MostOpen, 0, Most(inFlight, bobWorkers));
            },
            iter: 200, threads: 2);

    /// <summary>Who has said the last word of a batch goes on to the next one, while a worker of the other side still hears it.</summary>
    private static int Most(int inFlight, int workers) => workers == 1 ? inFlight : 2 * inFlight;
}
