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

    [Fact]
    public void Many_at_once_count_as_one_after_another()
    {
        var inner = new BitsWire();
        var wire = new CappedWire(inner, 40);
        wire.SendAll([1, 2, 3], 10);
        wire.SendAll(Bits(9));
        Assert.Equal(1, wire.Remaining);
        Assert.Equal(39, inner.Said.Length);
        Assert.Throws<WireProtocolException>(() => wire.SendAll([0], 2));
        Assert.Throws<WireProtocolException>(() => wire.SendAll(Bits(2)));
        Assert.Equal(39, inner.Said.Length);
    }

    [Fact]
    public void No_more_than_the_cap_are_ready()
    {
        var ready = new ulong[10];
        var wire = new CappedWire(new ReadyWire(), 40);
        Assert.Equal(3, wire.ReceiveReady(ready.AsSpan(0, 3), 7));
        Assert.Equal(19, wire.Remaining);
        Assert.Equal(2, wire.ReceiveReady(ready, 7));
        Assert.Equal(5, wire.Remaining);
    }

    private static BitWriter Bits(int count)
    {
        var bits = new BitWriter();
        bits.Write(0, count);
        return bits;
    }

    /// <summary>Zeros without end.</summary>
    private sealed class ReadyWire : IBitWire
    {
        public void Send(ulong value, int width)
        {
        }

        public ValueTask<ulong> ReceiveAsync(int width) => ValueTask.FromResult(0UL);

        public int ReceiveReady(Span<ulong> values, int width) => values.Length;
    }
}
