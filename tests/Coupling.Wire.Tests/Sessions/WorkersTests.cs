using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>Turns of different workers may be taken at the same time, and nobody else notices.</summary>
public sealed class WorkersTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly ManualResetEventSlim hold = new();
    private readonly MemoryPair pair = new MemoryPair(8);

    [Fact]
    public async Task Workers_take_their_turns_at_the_same_time()
    {
        using var both = new Barrier(2);
        await using var alice = new PartyEnd(pair, Role.Alice);
        await using var bob = new PartyEnd(pair, Role.Bob);

        // A turn of one batch ends when a turn of the other has begun.
        await Task.WhenAll(
            alice.Session.ConductAsync(Bytes(Role.Alice, 2, workers: 2, _ => Assert.True(both.SignalAndWait(Soon))), 2, CancellationToken.None),
            bob.Session.ConductAsync(Bytes(Role.Bob, 2), 2, CancellationToken.None)).WaitAsync(Soon);
    }

    [Fact]
    public async Task One_worker_takes_one_turn_at_a_time_in_the_order_of_its_batches()
    {
        int[] inTurn = [0, 0, 0];
        var order = new List<long>[] { [], [], [] };
        await using var alice = new PartyEnd(pair, Role.Alice);
        await using var bob = new PartyEnd(pair, Role.Bob);

        await Task.WhenAll(
            alice.Session.ConductAsync(Bytes(Role.Alice, 60, workers: 3, Look), 12, CancellationToken.None),
            bob.Session.ConductAsync(Bytes(Role.Bob, 60), 12, CancellationToken.None)).WaitAsync(Soon);

        Assert.All(order, batches => Assert.Equal(batches.Order(), batches));
        Assert.Equal(60, order.Sum(batches => batches.Count));

        void Look(long batch)
        {
            long worker = batch % 3;
            Assert.Equal(1, Interlocked.Increment(ref inTurn[worker]));
            order[worker].Add(batch);
            // Long enough for another turn of the worker to be seen beside it.
            Thread.Sleep(1);
            Interlocked.Decrement(ref inTurn[worker]);
        }
    }

    [Fact]
    public async Task The_other_side_is_not_missed_while_a_turn_takes_long()
    {
        await using var alice = new PartyEnd(pair, Role.Alice, Short);
        await using var bob = new PartyEnd(pair, Role.Bob, Soon);
        Task both = Task.WhenAll(
            alice.Session.ConductAsync(Bytes(Role.Alice, 2, workers: 2, _ => Assert.True(hold.Wait(Soon))), 2, CancellationToken.None),
            bob.Session.ConductAsync(Bytes(Role.Bob, 2), 2, CancellationToken.None));

        Assert.NotSame(both, await Task.WhenAny(both, Task.Delay(3 * Short)));
        hold.Set();

        await both.WaitAsync(Soon);
    }

    [Fact]
    public async Task A_second_frame_before_the_first_was_answered_is_refused()
    {
        await using var bob = new PartyEnd(pair, Role.Bob);
        var echoes = new KeptBatches(2, batch => new BatchRunner(Role.Bob, 1, async (_, wire) =>
        {
            await wire.ReceiveAsync(8);
            Assert.True(hold.Wait(Soon));
            wire.Send(0, 8);
            await wire.ReceiveAsync(8);
        }))
        {
            Workers = 2,
        };
        Task conducting = bob.Session.ConductAsync(echoes, 2, CancellationToken.None);

        await pair.Alice.SendAsync(OneByte(slot: 1), CancellationToken.None);
        await pair.Alice.SendAsync(OneByte(slot: 1), CancellationToken.None);

        WireProtocolException fault = await Assert.ThrowsAsync<WireProtocolException>(() => conducting.WaitAsync(Soon));
        Assert.Contains("slot 1 before the last one was answered", fault.Message, StringComparison.Ordinal);
        hold.Set();
    }

    [Fact]
    public async Task What_a_turn_throws_ends_the_session_and_no_further_turn_is_taken()
    {
        int turns = 0;
        await using var alice = new PartyEnd(pair, Role.Alice);
        KeptBatches faulty = Bytes(Role.Alice, 100, workers: 2, batch =>
        {
            Interlocked.Increment(ref turns);
            // The session must hear of the first fault before all have been taken.
            Thread.Sleep(1);
            throw new InvalidDataException($"planted in {batch}");
        });

        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(
            () => alice.Session.ConductAsync(faulty, 100, CancellationToken.None).WaitAsync(Soon));

        Assert.StartsWith("planted in", fault.Message, StringComparison.Ordinal);
        await Task.Delay(Short);
        Assert.InRange(turns, 1, 99);
    }

    public void Dispose()
    {
        hold.Set();
        hold.Dispose();
    }

    /// <summary>Batches in which Alice says a byte and Bob answers with one.</summary>
    /// <param name="inFirstTurn">Called in a batch's first turn.</param>
    private static KeptBatches Bytes(Role role, long count, int workers = 1, Action<long>? inFirstTurn = null) => new(count, batch => new BatchRunner(role, 1, async (_, wire) =>
    {
        inFirstTurn?.Invoke(batch);
        if (role == Role.Alice)
        {
            wire.Send(1, 8);
            await wire.ReceiveAsync(8);
        }
        else
        {
            await wire.ReceiveAsync(8);
            wire.Send(2, 8);
        }
    }))
    {
        Workers = workers,
    };

    private static Bundle OneByte(uint slot) => new() { Slots = { slot }, BitLengths = { 8 }, Payload = ByteString.CopyFrom(7) };
}
