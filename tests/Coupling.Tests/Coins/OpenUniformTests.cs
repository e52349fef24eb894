using Coupling.Coins;
using CsCheck;

namespace Coupling.Tests;

public class OpenUniformTests
{
    [Fact]
    public void The_ends_are_never_reached()
    {
        Assert.Equal(OpenUniform.Smallest, OpenUniform.FromBits(0));
        Assert.Equal(1 - OpenUniform.Smallest, OpenUniform.FromBits(ulong.MaxValue));
        Assert.True(OpenUniform.FromBits(0) > 0);
        Assert.True(OpenUniform.FromBits(ulong.MaxValue) < 1);
    }

    [Fact]
    public void Every_value_lies_on_the_grid_and_so_does_one_minus_it() =>
        Gen.ULong.Sample(bits =>
        {
            double v = OpenUniform.FromBits(bits);
            double k = (v * (1L << 52)) - 0.5;
            return v > 0 && v < 1 && k == (double)(bits >> 12) && 1 - (1 - v) == v;
        });

    [Fact]
    public void The_lowest_12_bits_do_not_count() =>
        Gen.ULong.Sample(bits => OpenUniform.FromBits(bits) == OpenUniform.FromBits(bits ^ 0xFFF));

    [Fact]
    public void More_bits_never_make_a_smaller_number() =>
        Gen.Select(Gen.ULong, Gen.ULong).Sample((x, y) =>
            OpenUniform.FromBits(Math.Min(x, y)) <= OpenUniform.FromBits(Math.Max(x, y)));
}
