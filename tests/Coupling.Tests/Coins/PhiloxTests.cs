using Coupling.Coins;

namespace Coupling.Tests;

/// <summary>The known answers of Random123's kat_vectors for philox4x32-10.</summary>
public class PhiloxTests
{
    [Fact]
    public void Zeros() =>
        Assert.Equal(
            [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
            Words(counter: [0, 0, 0, 0], key: [0, 0]));

    [Fact]
    public void Ones() =>
        Assert.Equal(
            [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
            Words(
                counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
                key: [0xffffffff, 0xffffffff]));

    [Fact]
    public void Digits_of_pi() =>
        Assert.Equal(
            [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
            Words(
                counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
                key: [0xa4093822, 0x299f31d0]));

    private static uint[] Words(uint[] counter, uint[] key)
    {
        (ulong low, ulong high) = Philox4x32.Block(
            key[0] | ((ulong)key[1] << 32), counter[0], counter[1], counter[2], counter[3]);
        return [(uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32)];
    }
}
