using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class BatchWireTests
{
    private static readonly RoundRange Rounds = new(4000, 300);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(62)]
    public void A_batch_says_bit_by_bit_what_its_rounds_say_in_lockstep(int hashBits)
    {
        Side AliceSide(bool whole) => new(Role.Alice, new Repair(hashBits), Rows.Party(Role.Alice, Rows.Zipf(40, 1)), whole);
        Side BobSide(bool whole) => new(Role.Bob, new Repair(hashBits), Rows.Party(Role.Bob, Rows.Zipf(40, 1.6, stride: 3)), whole);
        Conversation[] all = [.. from alice in (bool[])[false, true] from bob in (bool[])[false, true] select Conversation.Of(AliceSide(alice), BobSide(bob))];
        Assert.True(hashBits == 0 ? all[0].Frames.Count == 1 : all[0].Frames.Count > 10);
        Assert.All(all, other => Assert.Equal(all[0].Frames, other.Frames));
        Assert.All(all, other => Assert.Equal(all[0].Samples, other.Samples));
        Assert.All(all, other => Assert.Equal(all[0].Bits, other.Bits));
    }

    [Fact]
    public void It_counts_the_bits_of_each_unit()
    {
        BatchRunner bob = Bob(2, async wire =>
        {
            wire.At(0).Send(await wire.At(0).ReceiveAsync(3), 3);
            wire.At(1).Send(await wire.ReceiveUnaryAsync() is 2 ? 1u : 0u, 1);
            wire.EndTurn();
            await wire.At(1).ReceiveAsync(2);
        });
        Assert.Equal(4, bob.Deliver(Frames.Of("101 001"))!.Value.BitLength);
        Assert.Null(bob.Deliver(Frames.Of("11")));
        Assert.True(bob.IsComplete);
        Assert.Equal([3, 1, 3, 5], [bob.SentBits(0), bob.SentBits(1), bob.ReceivedBits(0), bob.ReceivedBits(1)]);
        Assert.Throws<IndexOutOfRangeException>(() => bob.SentBits(2));
    }

    [Fact]
    public void Unary_numbers_are_read_wherever_they_lie()
    {
        long[] numbers = [.. Enumerable.Range(0, 140).Select(index => (long)index), 0, 0, 63, 0, 64, 1];
        BatchRunner bob = Bob(1, async wire =>
        {
            foreach (long number in numbers)
            {
                Assert.Equal(number, await wire.At(0).ReceiveUnaryAsync());
                Assert.Equal((ulong)number % 8, await wire.ReceiveAsync(3));
            }
        });
        Assert.Null(bob.Deliver(Frames.Of(string.Concat(numbers.Select(number => $"{new string('0', (int)number)}1{number % 8:B3}")))));
        Assert.True(bob.IsComplete);
        Assert.Equal(numbers.Sum(number => number + 4), bob.ReceivedBits(0));
    }

    [Theory]
    [InlineData("1 0 1")] // a bit too many
    [InlineData("1")] // a bit too few
    public void A_turn_of_another_length_is_a_protocol_error(string bits)
    {
        BatchRunner bob = Bob(2, async wire =>
        {
            for (int turn = 0; turn < 2; turn++)
            {
                for (int unit = 0; unit < 2; unit++)
                {
                    wire.At(unit).Send(await wire.At(unit).ReceiveAsync(1), 1);
                }

                wire.EndTurn();
            }
        });
        Assert.Throws<WireProtocolException>(() => bob.Deliver(Frames.Of(bits)));
    }

    [Fact]
    public void Units_that_speak_or_listen_out_of_order_are_a_programming_error()
    {
        var wire = new BatchWire(3, new FrameWire());
        wire.At(1).Send(1, 1);
        Assert.Throws<InvalidOperationException>(() => wire.At(0).Send(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => wire.At(3));
        wire.EndTurn();
        wire.At(0).Send(1, 1);
    }

    private static BatchRunner Bob(int units, Func<BatchWire, ValueTask> converse)
    {
        var bob = new BatchRunner(Role.Bob, units, converse);
        Assert.Null(bob.Start());
        return bob;
    }

    private sealed class Side
    {
        public Side(Role role, Repair protocol, PartyContext party, bool whole)
        {
            IConversation conversation = protocol.Open(party);
            Batch = whole
                ? UnitBatch.Create(role, protocol, conversation, Rounds, Samples)
                : new BatchRunner(role, Rounds.Count, (index, wire) => conversation.ConverseAsync(
                    new Unit(new RoundRange(Rounds.First + index, 1), Samples.AsMemory(index, 1), new SettingTally()), wire));
        }

        public int[] Samples { get; } = new int[Rounds.Count];

        public BatchRunner Batch { get; }
    }

    private sealed record Conversation(IReadOnlyList<string> Frames, IReadOnlyList<int> Samples, IReadOnlyList<long> Bits)
    {
        public static Conversation Of(Side alice, Side bob)
        {
            var frames = new List<string>();
            Frame? said = alice.Batch.Start();
            bool byAlice = said is not null;
            said ??= bob.Batch.Start();
            if (byAlice)
            {
                Assert.Null(bob.Batch.Start());
            }

            for (; said is { } frame; byAlice = !byAlice)
            {
                frames.Add($"{frame.BitLength} {Convert.ToHexString(frame.Bits.Span)}");
                said = byAlice ? bob.Batch.Deliver(frame) : alice.Batch.Deliver(frame);
            }

            Assert.True(alice.Batch.IsComplete && bob.Batch.IsComplete);
            return new Conversation(
                frames,
                [.. alice.Samples, .. bob.Samples],
                [.. from unit in Enumerable.Range(0, Rounds.Count) from bits in (long[])[alice.Batch.SentBits(unit), alice.Batch.ReceivedBits(unit), bob.Batch.SentBits(unit), bob.Batch.ReceivedBits(unit)] select bits]);
        }
    }
}
