using Coupling.Bits;
using CsCheck;

namespace Coupling.Tests;

public class UnaryCodeTests
{
    [Fact]
    public async Task What_is_sent_is_received_in_one_bit_more_than_its_value() =>
        await Gen.Long[0, 400].Array[0, 10].SampleAsync(async values =>
        {
            var sender = new BitsWire();
            foreach (long value in values)
            {
                sender.SendUnary(value);
            }

            var receiver = new BitsWire(sender.Said);
            foreach (long value in values)
            {
                Assert.Equal(value, await receiver.ReceiveUnaryAsync());
            }

            Assert.Equal(0, receiver.Remaining);
            Assert.Equal(values.Sum() + values.Length, sender.Said.Length);
        });

    [Fact]
    public void Three_is_three_zeros_and_a_one()
    {
        var sender = new BitsWire();
        sender.SendUnary(3);
        Assert.Equal([0b0001_0000], sender.Said.ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(UnaryCode.Maximum + 1)]
    public void What_the_other_side_would_not_read_is_not_sent(long value)
    {
        var sender = new BitsWire();
        Assert.Throws<ArgumentOutOfRangeException>(() => sender.SendUnary(value));
        Assert.Equal(0, sender.Said.Length);
    }

    [Fact]
    public async Task A_bounded_number_saves_the_one_of_its_largest_value()
    {
        var sender = new BitsWire();
        for (int value = 0; value <= 5; value++)
        {
            sender.SendUnary(value, 5);
        }

        Assert.Equal(1 + 2 + 3 + 4 + 5 + 5, sender.Said.Length);
        var receiver = new BitsWire(sender.Said);
        for (int value = 0; value <= 5; value++)
        {
            Assert.Equal(value, await receiver.ReceiveUnaryAsync(5));
        }

        Assert.Equal(0, receiver.Remaining);
    }

    [Fact]
    public async Task A_number_bounded_by_0_says_nothing()
    {
        var wire = new BitsWire();
        wire.SendUnary(0, 0);
        Assert.Equal(0, wire.Said.Length);
        Assert.Equal(0, await wire.ReceiveUnaryAsync(0));
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    [InlineData(0, 65)]
    public void A_number_above_its_bound_is_not_sent(int value, int largest) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BitsWire().SendUnary(value, largest));

    [Fact]
    public async Task A_hostile_run_of_zeros_ends()
    {
        var endless = new ZerosWire();
        await Assert.ThrowsAsync<WireProtocolException>(async () => await endless.ReceiveUnaryAsync());
        Assert.Equal(UnaryCode.Maximum + 1, endless.Received);
    }

    private sealed class ZerosWire : IBitWire
    {
        public long Received { get; private set; }

        public void Send(ulong value, int width) => throw new NotSupportedException();

        public ValueTask<ulong> ReceiveAsync(int width)
        {
            Received += width;
            return ValueTask.FromResult(0UL);
        }
    }
}
