using Coupling.Distributions;

namespace Coupling.Tests.Distributions;

public sealed class EntropyTests
{
    [Theory]
    [InlineData(new double[] { 1, 0 }, 0)]
    [InlineData(new double[] { 0.5, 0.5 }, 1)]
    [InlineData(new double[] { 0.5, 0.25, 0.125, 0.125 }, 1.75)]
    public void It_is_in_bits(double[] weights, double bits) =>
        Assert.Equal(bits, Entropy.Bits(Row.FromWeights(weights, "test")), 1e-15);

    [Fact]
    public void A_million_equal_weights_have_twenty_bits() => Assert.Equal(20, Entropy.Bits(Generators.Uniform(1 << 20)), 1e-13);
}
