using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Tests;

/// <summary>Values of one width that are sent and received together are, on the wire, the same as one after another.</summary>
public class ManyAtOnceTests
{
    private const int Units = 5;

    [Theory]
    [InlineData(1, false)]
    [InlineData(7, false)]
    [InlineData(64, false)]
    [InlineData(1, true)]
    [InlineData(7, true)]
    [InlineData(64, true)]
    public void Frames_and_bits_are_the_same(int width, bool nested)
    {
        var (together, heardTogether, bitsTogether) = Converse(width, together: true, nested);
        var (apart, heardApart, bitsApart) = Converse(width, together: false, nested);
        Assert.Equal(apart, together);
        Assert.Equal(heardApart, heardTogether);
        Assert.Equal(bitsApart, bitsTogether);
        Assert.All(Enumerable.Range(0, Units), unit => Assert.Equal(Values(unit, width), heardTogether[unit]));
    }

    /// <summary>Were what is ready not limited to units that have not spoken, unit 0 would take what unit 1 is told.</summary>
    [Fact]
    public void Nothing_is_ready_for_a_unit_that_has_spoken()
    {
        var ready = new List<int>();
        var bob = new BatchRunner(Role.Bob, 2, async (_, wire) =>
        {
            await wire.ReceiveAsync(4);
            wire.Send(1, 1);
            ready.Add(wire.ReceiveReady(new ulong[1], 4));
        });
        bob.Start();
        bob.Deliver(new Frame(new byte[1], 8));
        Assert.Equal([0, 0], ready);
    }

    [Fact]
    public void Nothing_is_ready_for_a_unit_whose_turn_it_is_not()
    {
        var wires = new IBitWire[2];
        var ready = new List<int>();
        var bob = new BatchRunner(Role.Bob, 2, async (unit, wire) =>
        {
            wires[unit] = wire;
            await wire.ReceiveAsync(4);
            ready.Add(wires[1 - unit].ReceiveReady(new ulong[1], 4));
        });
        bob.Start();
        bob.Deliver(new Frame(new byte[1], 8));
        Assert.Equal([0, 0], ready);
    }

    [Fact]
    public void A_frame_that_ends_among_them_is_refused()
    {
        var bob = new BatchRunner(Role.Bob, 1, async (_, wire) => await wire.ReceiveAllAsync(new ulong[3], 4));
        bob.Start();
        Assert.Throws<WireProtocolException>(() => bob.Deliver(new Frame(new byte[2], 10)));
    }

    private static (List<string> Frames, ulong[][] Heard, List<long> Bits) Converse(int width, bool together, bool nested)
    {
        var heard = new ulong[Units][];
        BatchRunner alice = Side(Role.Alice, nested, (unit, wire) =>
        {
            wire.Send((ulong)unit, 3);
            if (together)
            {
                wire.SendAll(Values(unit, width), width);
            }
            else
            {
                Array.ForEach(Values(unit, width), value => wire.Send(value, width));
            }

            return ValueTask.CompletedTask;
        });
        BatchRunner bob = Side(Role.Bob, nested, async (unit, wire) =>
        {
            await wire.ReceiveAsync(3);
            heard[unit] = new ulong[Values(unit, width).Length];
            if (together)
            {
                await wire.ReceiveAllAsync(heard[unit], width);
                return;
            }

            for (int index = 0; index < heard[unit].Length; index++)
            {
                heard[unit][index] = await wire.ReceiveAsync(width);
            }
        });
        List<string> frames = [.. Recording.Of(alice, bob).Select(said => $"{said.Frame.BitLength}:{Convert.ToHexString(said.Frame.Bits.Span)}")];
        return (frames, heard, [.. Enumerable.Range(0, alice.Units).SelectMany(unit => (long[])[alice.SentBits(unit), bob.ReceivedBits(unit)])]);
    }

    private static BatchRunner Side(Role role, bool nested, Func<int, IBitWire, ValueTask> converse) => nested
        ? new BatchRunner(role, 1, (_, outer) => new Lockstep.Lockstep(Units, converse).RunAsync(role, outer))
        : new BatchRunner(role, Units, converse);

    private static ulong[] Values(int unit, int width) =>
        [.. Enumerable.Range(0, unit * 20).Select(index => ((ulong)index * 0x9E37_79B9_7F4A_7C15) >> (64 - width))];
}
