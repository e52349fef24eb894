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
