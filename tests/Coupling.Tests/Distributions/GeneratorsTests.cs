using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Tests.Distributions;

public sealed class GeneratorsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(Row.MaximumLength)]
    public void Uniform_gives_every_item_the_same_weight(int n)
    {
        Row row = Generators.Uniform(n);
        Assert.Equal(n, row.Length);
        Assert.True(row.Weights.IndexOfAnyExcept(1.0 / n) < 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Row.MaximumLength + 1)]
    public void A_length_out_of_range_is_named(int n)
    {
        foreach (Func<Row> create in new Func<Row>[] { () => Generators.Uniform(n), () => Generators.Zipf(1, n) })
        {
            string message = Assert.Throws<BadDataException>(create).Message;
            Assert.Contains("n: " + n.ToString(CultureInfo.InvariantCulture), message, StringComparison.Ordinal);
            Assert.Contains("1 to 1048576", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(50.001)]
    [InlineData(-51)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_exponent_out_of_range_is_named(double s)
    {
        string message = Assert.Throws<BadDataException>(() => Generators.Zipf(s, 10)).Message;
        Assert.Contains(": s: ", message, StringComparison.Ordinal);
        Assert.Contains("-50 to 50", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zipf_1_of_4_is_12_6_4_3_in_25()
    {
        Row row = Generators.Zipf(1, 4);
        double[] expected = [12 / 25.0, 6 / 25.0, 4 / 25.0, 3 / 25.0];
        for (int item = 0; item < 4; item++)
        {
            Assert.Equal(expected[item], row[item], 1e-15);
        }
    }

    [Theory]
    [InlineData(-50, Row.MaximumLength)]
    [InlineData(50, Row.MaximumLength)]
    [InlineData(-50, 1)]
    [InlineData(50, 2)]
    [InlineData(-1, 1000)]
    [InlineData(0.5, 1000)]
    public void Every_exponent_works_at_every_length(double s, int n) =>
        Assert.Equal(n, Generators.Zipf(s, n).Length);

    [Fact]
    public void Zipf_0_is_uniform() => Assert.Equal(Generators.Uniform(1000).Digest, Generators.Zipf(0, 1000).Digest);

    /// <summary>Golden: the weights are part of what makes a run reproducible.</summary>
    [Fact]
    public void Zipf_has_the_same_bits_everywhere() =>
        Assert.Equal("9bcf06dd698d33ed863bbc05a8d6bf3b62d6cee8a9881e387b6d57e8216be33f", Generators.Zipf(1.1, 1000).Digest);
}
