using Coupling.Coins;

namespace Coupling.Tests;

public class UniformRoundV1Tests
{
    [Fact]
    public void They_are_the_golden_ones_to_the_bit() =>
        Assert.All(GoldenFile.Read("uniform.round-v1.tsv"), line =>
        {
            double uniform = new UniformRoundV1(new PublicCoins(GoldenFile.Bits(line[0]))).Uniform(GoldenFile.Long(line[1]));
            Assert.Equal(GoldenFile.Bits(line[2]), BitConverter.DoubleToUInt64Bits(uniform));
        });

    [Fact]
    public void They_are_uniform()
    {
        var coins = new UniformRoundV1(new PublicCoins(33));
        Law.AssertContinuous(Enumerable.Range(0, 100_000).Select(round => coins.Uniform(round)), Law.Uniform);
    }
}
