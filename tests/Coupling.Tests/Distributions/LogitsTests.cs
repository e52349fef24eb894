using Coupling.Distributions;
using CsCheck;

namespace Coupling.Tests.Distributions;

public sealed class LogitsTests
{
    [Theory]
    [InlineData(new double[] { 7 }, new double[] { 1 })]
    [InlineData(new double[] { 3, 3, 3, 3 }, new double[] { 0.25, 0.25, 0.25, 0.25 })]
    [InlineData(new double[] { -0.0, 0, -0.0, 5e-324 }, new double[] { 0.25, 0.25, 0.25, 0.25 })]
    [InlineData(new double[] { double.NegativeInfinity, -1000, double.NegativeInfinity }, new double[] { 0, 1, 0 })]
    [InlineData(new double[] { double.MaxValue, -double.MaxValue, double.MaxValue }, new double[] { 0.5, 0, 0.5 })]
    [InlineData(new double[] { 0, -708.5 }, new double[] { 1, 0 })]
    public void The_softmax_is_taken(double[] logits, double[] weights) =>
        Assert.Equal(weights, Logits.ToRow([.. logits], "x.npy").Weights.ToArray());

    [Fact]
    public void The_smallest_weight_that_stays_is_normal() =>
        Assert.InRange(Logits.ToRow([0, -708.3], "x")[1], 2.2250738585072014e-308, 3.1e-308);

    [Fact]
    public void A_whole_constant_added_to_whole_logits_changes_nothing() =>
        Gen.Select(Gen.Int[-700, 700].Array[1, 50], Gen.Int[-1_000_000, 1_000_000]).Sample((logits, constant) =>
            Logits.ToRow([.. logits.Select(x => (double)x)], "x").Digest
                == Logits.ToRow([.. logits.Select(x => (double)x + constant)], "x").Digest);

    [Fact]
    public void Logarithms_of_weights_give_the_weights_back() =>
        Gen.Double[1e-6, 1].Array[1, 50].Sample(masses =>
        {
            double[] weights = Logits.ToRow([.. masses.Select(mass => Math.Log(mass))], "x").Weights.ToArray();
            double sum = masses.Sum();
            Assert.All(weights.Zip(masses), pair => Assert.Equal(pair.Second / sum, pair.First, 1e-14));
        });

    [Theory]
    [InlineData(new double[] { }, "length: 0", "1 to 1048576")]
    [InlineData(new double[] { 1, double.NaN }, "item 1: NaN", "-1.79e308 to 1.79e308, or -Infinity")]
    [InlineData(new double[] { 1, 2, double.PositiveInfinity }, "item 2: Infinity", "-1.79e308 to 1.79e308, or -Infinity")]
    [InlineData(new double[] { double.NegativeInfinity }, "largest logit: -Infinity", "at least one finite logit")]
    public void What_is_no_logit_is_named(double[] logits, string place, string allowed)
    {
        string message = Assert.Throws<BadDataException>(() => Logits.ToRow(logits, "x.npy#1")).Message;
        Assert.StartsWith("x.npy#1: " + place, message, StringComparison.Ordinal);
        Assert.Contains("allowed: " + allowed, message, StringComparison.Ordinal);
    }

    /// <summary>Golden: the weights are part of what makes a run reproducible.</summary>
    [Fact]
    public void The_softmax_has_the_same_bits_everywhere() =>
        Assert.Equal(
            "a0f035d847867196a246bfc27aaf6e9bcd1919a66570583bad77f4f1d324d7a3",
            Logits.ToRow([.. Enumerable.Range(0, 1000).Select(item => (item * 37 % 101 / 8.0) - 3)], "x").Digest);
}
