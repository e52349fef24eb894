using Coupling.Bits;

namespace Coupling.Tests;

public class BitWidthTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(2000, 11)]
    [InlineData(2048, 11)]
    [InlineData(2049, 12)]
    [InlineData(50272, 16)]
    [InlineData(1 << 20, 20)]
    public void One_of_n_things_takes_the_logarithm_rounded_up(int n, int bits) => Assert.Equal(bits, BitWidth.ToName(n));
}
