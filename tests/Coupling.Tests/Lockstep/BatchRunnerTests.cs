using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Tests;

public class BatchRunnerTests
{
    [Fact]
    public void Leftover_bits_are_a_protocol_error()
    {
        BatchRunner bob = Bob(2, async (_, wire) => wire.Send(await wire.ReceiveAsync(4), 4));
        Assert.Throws<WireProtocolException>(() => bob.Deliver(Frames.Of("0001 0010 1")));
    }

    [Fact]
    public void Leftover_bits_in_a_frame_that_nobody_answers_are_a_protocol_error()
    {
        BatchRunner bob = Bob(2, async (_, wire) => await wire.ReceiveAsync(4));
        Assert.Throws<WireProtocolException>(() => bob.Deliver(Frames.Of("0001 0010 1")));
    }

    [Theory]
    [InlineData("000")]
    [InlineData("0001 001")]
    [InlineData("0001")]
    public void A_frame_that_ends_too_early_is_a_protocol_error(string bits)
    {
        BatchRunner bob = Bob(2, async (_, wire) => wire.Send(await wire.ReceiveAsync(4), 4));
        Assert.Throws<WireProtocolException>(() => bob.Deliver(Frames.Of(bits)));
    }

    [Fact]
    public void An_empty_frame_is_a_protocol_error()
    {
        BatchRunner bob = Bob(1, async (_, wire) => await wire.ReceiveAsync(1));
        Assert.Throws<WireProtocolException>(() => bob.Deliver(Frames.Of("")));
    }

    [Fact]
    public void A_frame_for_a_batch_that_has_ended_is_a_protocol_error()
    {
        BatchRunner bob = Bob(1, async (_, wire) => await wire.ReceiveAsync(1));
        Assert.Null(bob.Deliver(Frames.Of("1")));
        Assert.True(bob.IsComplete);
        Assert.Throws<WireProtocolException>(() => bob.Deliver(Frames.Of("1")));
    }

    [Fact]
    public void A_frame_before_the_start_is_a_protocol_error()
    {
        var bob = new BatchRunner(Role.Bob, 1, async (_, wire) => await wire.ReceiveAsync(1));
        Assert.Throws<WireProtocolException>(() => bob.Deliver(Frames.Of("1")));
    }

    [Fact]
    public void A_batch_starts_once()
    {
        BatchRunner bob = Bob(1, async (_, wire) => await wire.ReceiveAsync(1));
        Assert.Throws<InvalidOperationException>(() => bob.Start());
    }

    [Fact]
    public void No_unit_is_no_conversation()
    {
        var alice = new BatchRunner(Role.Alice, 0, (_, _) => throw new InvalidOperationException());
        var bob = new BatchRunner(Role.Bob, 0, (_, _) => throw new InvalidOperationException());
        Assert.Empty(Recording.Of(alice, bob));
    }

    [Fact]
    public void When_both_sides_wait_it_is_an_error_and_no_hang()
    {
        BatchRunner Side(Role role) => new(role, 3, async (_, wire) => await wire.ReceiveAsync(1));
        Assert.Throws<WireProtocolException>(() => LocalPair.Exchange(Side(Role.Alice), Side(Role.Bob)));
    }

    [Fact]
    public void When_both_sides_wait_in_mid_conversation_it_is_an_error_and_no_hang()
    {
        var alice = new BatchRunner(Role.Alice, 1, async (_, wire) =>
        {
            wire.Send(1, 1);
            await wire.ReceiveAsync(1);
        });
        var bob = new BatchRunner(Role.Bob, 1, async (_, wire) =>
        {
            await wire.ReceiveAsync(1);
            await wire.ReceiveAsync(1);
        });
        Assert.Throws<WireProtocolException>(() => LocalPair.Exchange(alice, bob));
    }

    [Fact]
    public void When_both_sides_open_it_is_an_error()
    {
        BatchRunner Side(Role role) => new(role, 1, async (_, wire) =>
        {
            wire.Send(1, 1);
            await wire.ReceiveAsync(1);
        });
        Assert.Throws<WireProtocolException>(() => LocalPair.Exchange(Side(Role.Alice), Side(Role.Bob)));
    }

    [Fact]
    public void When_one_side_has_ended_and_the_other_waits_it_is_an_error()
    {
        var alice = new BatchRunner(Role.Alice, 1, (_, wire) =>
        {
            wire.Send(1, 1);
            return ValueTask.CompletedTask;
        });
        var bob = new BatchRunner(Role.Bob, 1, async (_, wire) =>
        {
            await wire.ReceiveAsync(1);
            await wire.ReceiveAsync(1);
        });
        Assert.Throws<WireProtocolException>(() => LocalPair.Exchange(alice, bob));
    }

    [Theory]
    [InlineData(Role.Alice)]
    [InlineData(Role.Bob)]
    public void A_unit_waits_for_nothing_but_its_wire(Role role)
    {
        var never = new TaskCompletionSource();
        var side = new BatchRunner(role, 2, async (unit, _) => await (unit == 1 ? never.Task : Task.CompletedTask));
        Assert.Throws<InvalidOperationException>(() => side.Start());
    }

    [Fact]
    public void A_unit_waits_for_nothing_but_its_wire_when_it_has_been_resumed()
    {
        var never = new TaskCompletionSource();
        BatchRunner bob = Bob(2, async (_, wire) =>
        {
            await wire.ReceiveAsync(1);
            await never.Task;
        });
        Assert.Throws<InvalidOperationException>(() => bob.Deliver(Frames.Of("11")));
    }

    [Fact]
    public void A_synchronization_context_does_not_take_a_unit_elsewhere()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Elsewhere());
        try
        {
            int thread = Environment.CurrentManagedThreadId;
            BatchRunner bob = Bob(2, (_, outer) => new Lockstep.Lockstep(2, async (_, wire) =>
            {
                wire.Send(await wire.ReceiveAsync(1), 1);
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
            }).RunAsync(Role.Bob, outer));
            Assert.Equal(4, bob.Deliver(Frames.Of("1111"))?.BitLength);
            Assert.IsType<Elsewhere>(SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public void A_unit_does_not_wait_twice_at_once()
    {
        var bob = new BatchRunner(Role.Bob, 1, async (_, wire) =>
        {
            ValueTask<ulong> first = wire.ReceiveAsync(1);
            await wire.ReceiveAsync(1);
            await first;
        });
        Assert.Throws<InvalidOperationException>(() => bob.Start());
    }

    [Fact]
    public void A_unit_does_not_speak_out_of_turn()
    {
        IBitWire? kept = null;
        Bob(2, async (_, wire) =>
        {
            kept = wire;
            await wire.ReceiveAsync(1);
        });
        Assert.Throws<InvalidOperationException>(() => kept!.Send(1, 1));
    }

    [Fact]
    public void A_value_that_does_not_fit_its_width_ends_the_batch()
    {
        var alice = new BatchRunner(Role.Alice, 1, (_, wire) =>
        {
            wire.Send(2, 1);
            return ValueTask.CompletedTask;
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => alice.Start());
    }

    [Theory]
    [InlineData(Role.Alice)]
    [InlineData(Role.Bob)]
    public void A_fault_of_one_unit_at_the_start_surfaces(Role role)
    {
        var side = new BatchRunner(role, 3, (unit, _) => unit == 2 ? throw new NotSupportedException("unit 2") : ValueTask.CompletedTask);
        Assert.Equal("unit 2", Assert.Throws<NotSupportedException>(() => side.Start()).Message);
    }

    [Fact]
    public void A_fault_of_one_unit_in_mid_conversation_surfaces_and_the_batch_takes_no_more()
    {
        BatchRunner bob = Bob(3, async (unit, wire) =>
        {
            await wire.ReceiveAsync(1);
            wire.Send(1, 1);
            await wire.ReceiveAsync(unit == 1 ? throw new NotSupportedException("unit 1") : 1);
        });
        Assert.Equal("unit 1", Assert.Throws<NotSupportedException>(() => bob.Deliver(Frames.Of("111"))).Message);
        Assert.Throws<WireProtocolException>(() => bob.Deliver(Frames.Of("111")));
    }

    [Fact]
    public void A_fault_inside_a_nested_lockstep_surfaces()
    {
        BatchRunner bob = Bob(2, (group, outer) => new Lockstep.Lockstep(2, async (unit, wire) =>
        {
            await wire.ReceiveAsync(1);
            _ = group + unit == 2 ? throw new NotSupportedException("unit 3") : 0;
        }).RunAsync(Role.Bob, outer));
        Assert.Throws<NotSupportedException>(() => bob.Deliver(Frames.Of("1111")));
    }

    [Fact]
    public void Width_0_is_nothing_on_both_sides()
    {
        BatchRunner Side(Role role) => new(role, 3, async (_, wire) =>
        {
            wire.Send(0, 0);
            Assert.Equal(0UL, await wire.ReceiveAsync(0));
            wire.Send(0, 0);
        });
        BatchRunner alice = Side(Role.Alice);
        BatchRunner bob = Side(Role.Bob);
        Assert.Empty(Recording.Of(alice, bob));
        Assert.Equal(0, alice.TurnsSpoken + bob.TurnsSpoken);
    }

    [Fact]
    public void Width_0_is_not_speaking()
    {
        // Bob's unit may go on reading the turn after it has "said" 0 bits.
        var heard = new List<ulong>();
        BatchRunner bob = Bob(2, async (_, wire) =>
        {
            heard.Add(await wire.ReceiveAsync(2));
            wire.Send(0, 0);
            heard.Add(await wire.ReceiveAsync(2));
        });
        bob.Deliver(Frames.Of("0001 1011"));
        Assert.Equal([0, 1, 2, 3], heard);
    }

    [Fact]
    public void Bob_opens_when_Alice_has_nothing_to_say()
    {
        ulong heard = 0;
        var alice = new BatchRunner(Role.Alice, 1, async (_, wire) => heard = await wire.ReceiveAsync(3));
        var bob = new BatchRunner(Role.Bob, 1, (_, wire) =>
        {
            wire.Send(5, 3);
            return ValueTask.CompletedTask;
        });
        Assert.Equal([Role.Bob], Recording.Of(alice, bob).Select(frame => frame.Speaker));
        Assert.Equal(5UL, heard);
    }

    [Fact]
    public void Units_that_Bob_opens_take_their_place_beside_those_that_Alice_opens()
    {
        // Even units: Bob opens. Odd units: Alice opens, Bob answers the same.
        var heard = new ulong[4];
        var alice = new BatchRunner(Role.Alice, 4, async (unit, wire) =>
        {
            if (unit % 2 == 1)
            {
                wire.Send((ulong)unit, 4);
            }

            heard[unit] = await wire.ReceiveAsync(4);
        });
        var bob = new BatchRunner(Role.Bob, 4, async (unit, wire) =>
            wire.Send(unit % 2 == 1 ? await wire.ReceiveAsync(4) : (ulong)unit + 8, 4));
        var frames = Recording.Of(alice, bob);
        Assert.Equal([8UL, 1, 10, 3], heard);
        Assert.Equal([(Role.Alice, "00010011"), (Role.Bob, "1000000110100011")], frames.Select(frame => (frame.Speaker, Text(frame.Frame))));
    }

    [Fact]
    public void A_unit_that_ends_early_leaves_the_others_in_order()
    {
        var heard = new List<(int, ulong)>();
        var alice = new BatchRunner(Role.Alice, 3, async (unit, wire) =>
        {
            for (int time = 0; time <= unit; time++)
            {
                wire.Send((ulong)((unit * 4) + time), 4);
                await wire.ReceiveAsync(1);
            }
        });
        var bob = new BatchRunner(Role.Bob, 3, async (unit, wire) =>
        {
            for (int time = 0; time <= unit; time++)
            {
                heard.Add((unit, await wire.ReceiveAsync(4)));
                wire.Send(0, 1);
            }
        });
        Recording.Of(alice, bob);
        Assert.Equal([(0, 0), (1, 4), (2, 8), (1, 5), (2, 9), (2, 10)], heard);
    }

    private static BatchRunner Bob(int units, Func<int, IBitWire, ValueTask> converse)
    {
        var bob = new BatchRunner(Role.Bob, units, converse);
        Assert.Null(bob.Start());
        return bob;
    }

    private static string Text(Frame frame)
    {
        var reader = new BitReader(frame.Bits, frame.BitLength);
        return string.Concat(Enumerable.Range(0, (int)frame.BitLength).Select(_ => reader.Read(1)));
    }

    private sealed class Elsewhere : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => throw new InvalidOperationException("A unit left its thread.");
    }
}
