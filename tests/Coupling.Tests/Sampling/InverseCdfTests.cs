using Coupling.Coins;
using Coupling.Sampling;
using CsCheck;

namespace Coupling.Tests;

public class InverseCdfTests
{
    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.24, 1)]
    [InlineData(0.26, 3)]
    [InlineData(0.99, 3)]
    public void It_is_the_first_item_whose_sum_exceeds_the_uniform(double u, int item) =>
        Assert.Equal(item, new InverseCdf([0, 0.25, 0, 0.75, 0]).Sample(u));

    [Theory]
    [InlineData(0.49, 1)]
    [InlineData(0.51, 2)]
    public void Weights_need_not_sum_to_one(double u, int item) => Assert.Equal(item, new InverseCdf([0, 1e-20, 1e-20]).Sample(u));

    [Fact]
    public void An_item_without_weight_is_never_drawn() =>
        Gen.Select(Gen.Double[0, 1].Array[1, 20], Gen.Bool.Array[20], Gen.ULong).Sample((weights, zeros, bits) =>
        {
            double[] masked = [.. weights.Zip(zeros, (weight, zero) => zero ? 0 : weight)];
            var inverse = new InverseCdf(masked);
            return inverse.IsEmpty
                ? masked.All(weight => weight == 0)
                : new[] { OpenUniform.FromBits(bits), OpenUniform.Smallest, 1 - OpenUniform.Smallest }
                    .All(u => masked[inverse.Sample(u)] > 0);
        });

    [Fact]
    public void Nothing_to_draw_from_is_empty() => Assert.True(new InverseCdf([0, 0]).IsEmpty);
}
