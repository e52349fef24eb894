using Coupling.Bits;

namespace Coupling.Tests;

public class GammaCodeTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    [InlineData(6, 5)]
    [InlineData(7, 7)]
    [InlineData(int.MaxValue - 1, 61)]
    public async Task A_number_comes_back_in_so_many_bits(int value, int bits)
    {
        var said = new BitsWire();
        said.SendGamma(value);
        Assert.Equal(bits, said.Said.Length);
        Assert.Equal(value, await new BitsWire(said.Said).ReceiveGammaAsync());
    }

    [Fact]
    public async Task A_longer_number_is_refused()
    {
        var heard = new BitWriter();
        heard.Write(0, 64);
        await Assert.ThrowsAsync<WireProtocolException>(async () => await new BitsWire(heard).ReceiveGammaAsync());
    }
}
