using Coupling.Bits;
using Coupling.Protocols;
using CsCheck;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>Where nobody knows beforehand how many batches there will be, both sides hear of the same ones, each at its own time.</summary>
public class GrowingTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(200);

    [Fact]
    public Task Both_sides_come_to_the_same_end_however_late_one_hears_of_more() =>
        Gen.Select(Gen.UInt, Gen.Int[1, 60], Gen.Int[1, 8], Gen.Int[0, 3]).SampleAsync(
            async (seed, batches, inFlight, words) =>
            {
                var talk = new Talk(seed, batches, MostUnits: 4, MostTurns: words == 0 ? 0 : 6, Math.Max(1, words));
                await using ITransportPair pair = new MemoryPair(2);
                await using var alice = new PartyEnd(pair, Role.Alice);
                await using var bob = new PartyEnd(pair, Role.Bob);
                KeptBatches aliceBatches = talk.BatchesOf(Role.Alice);
                KeptBatches bobBatches = talk.BatchesOf(Role.Bob);
                var aliceGrowing = new GrowingBatches(aliceBatches, known: 1);
                var bobGrowing = new GrowingBatches(bobBatches, known: 1);

                await Task.WhenAll(
                    alice.Session.ConductAsync(aliceGrowing, inFlight, CancellationToken.None),
                    bob.Session.ConductAsync(bobGrowing, inFlight, CancellationToken.None),
                    GrowAsync(aliceGrowing, batches, step: 1 + (int)(seed % 7), late: seed % 3 == 0),
                    GrowAsync(bobGrowing, batches, step: 1 + (int)(seed % 7), late: seed % 3 == 1)).WaitAsync(Soon);

                Assert.Equal(talk.SaidBits(Role.Alice), aliceBatches.SentBits());
                Assert.Equal(talk.SaidBits(Role.Bob), bobBatches.SentBits());
                Assert.Equal(batches, aliceBatches.Ended.Count);
                Assert.Equal(batches, bobBatches.Ended.Count);
            },
            iter: 60, threads: 2);

    [Fact]
    public async Task A_frame_of_a_batch_that_nobody_tells_of_is_refused_in_time()
    {
        var talk = new Talk(Seed: 2, Batches: 30, MostUnits: 2, MostTurns: 5, MostWords: 2);
        await using ITransportPair pair = new MemoryPair(2);
        await using var alice = new PartyEnd(pair, Role.Alice, Deadline);
        await using var bob = new PartyEnd(pair, Role.Bob, Soon);
        using var stop = new CancellationTokenSource();
        Task ahead = bob.Session.ConductAsync(talk.BatchesOf(Role.Bob), inFlight: 20, stop.Token);

        WireProtocolException fault = await Assert.ThrowsAsync<WireProtocolException>(
            () => alice.Session.ConductAsync(new GrowingBatches(talk.BatchesOf(Role.Alice), known: 2), inFlight: 20, CancellationToken.None).WaitAsync(Soon));

        Assert.Contains("of which nobody told this side", fault.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ahead);
    }

    [Fact]
    public async Task Who_waits_for_more_hears_why_there_will_be_none()
    {
        await using ITransportPair pair = new MemoryPair(2);
        await using var alice = new PartyEnd(pair, Role.Alice);
        var talk = new Talk(Seed: 1, Batches: 3, MostUnits: 1, MostTurns: 0, MostWords: 1);
        var growing = new GrowingBatches(talk.BatchesOf(Role.Alice), known: 1);
        Task conducting = alice.Session.ConductAsync(growing, inFlight: 2, CancellationToken.None);
        growing.Fail(new IOException("the lease is over"));
        Assert.Equal("the lease is over", (await Assert.ThrowsAsync<IOException>(() => conducting.WaitAsync(Soon))).Message);
    }

    private static async Task GrowAsync(GrowingBatches growing, int batches, int step, bool late)
    {
        for (int known = 1; known < batches; known += step)
        {
            await Task.Delay(late ? 2 : 0);
            growing.Grow(known, isLast: false);
        }

        await Task.Delay(late ? 5 : 0);
        growing.Grow(batches, isLast: true);
    }
}
