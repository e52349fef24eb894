using Coupling.Bits;

namespace Coupling.Tests;

public class CappedWireTests
{
    [Fact]
    public async Task Both_directions_count()
    {
        var inner = new BitsWire(Bits(10));
        var wire = new CappedWire(inner, 25);
        wire.Send(1, 12);
        await wire.ReceiveAsync(10);
        wire.Send(7, 0b11);
        Assert.Equal(0, wire.Remaining);
        Assert.Equal(15, inner.Said.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1000)]
    public void The_first_bit_above_is_not_said(long cap)
    {
        var inner = new BitsWire();
        var wire = new CappedWire(inner, cap);
        for (long bit = 0; bit < cap; bit++)
        {
            wire.Send(1, 1);
        }

        Assert.Throws<WireProtocolException>(() => wire.Send(0, 1));
        Assert.Equal(cap, inner.Said.Length);
    }

    [Fact]
    public async Task The_first_bit_above_is_not_waited_for()
    {
        var wire = new CappedWire(new BitsWire(Bits(10)), 9);
        await wire.ReceiveAsync(8);
        await Assert.ThrowsAsync<WireProtocolException>(async () => await wire.ReceiveAsync(2));
        Assert.Equal(1, wire.Remaining);
        await wire.ReceiveAsync(1);
    }

    [Fact]
    public async Task Nothing_may_be_said_above_the_cap()
    {
        var wire = new CappedWire(new BitsWire(), 0);
        wire.Send(0, 0);
        Assert.Equal(0UL, await wire.ReceiveAsync(0));
    }

    private static BitWriter Bits(int count)
    {
        var bits = new BitWriter();
        bits.Write(0, count);
        return bits;
    }
}
