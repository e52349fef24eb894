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
        foreach (Func<Row> create in new Func<Row>[]
        {
            () => Generators.Uniform(n),
            () => Generators.Zipf(1, n),
            () => Generators.Geometric(0.5, n),
            () => Generators.Subset(0, 1, n),
        })
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

    [Fact]
    public void Geometric_one_half_of_4_is_8_4_2_1_in_15() =>
        Assert.Equal([8 / 15.0, 4 / 15.0, 2 / 15.0, 1 / 15.0], Generators.Geometric(0.5, 4).Weights.ToArray());

    [Fact]
    public void Geometric_1_is_uniform() => Assert.Equal(Generators.Uniform(1000).Digest, Generators.Geometric(1, 1000).Digest);

    [Fact]
    public void Where_a_geometric_row_leaves_the_normal_numbers_it_is_0()
    {
        ReadOnlySpan<double> weights = Generators.Geometric(0.5, Row.MaximumLength).Weights;
        Assert.Equal(Math.ScaleB(1, -1022), weights[1021]);
        Assert.True(weights[1022..].IndexOfAnyExcept(0) < 0);
        Assert.Equal([1.0, 0.0, 0.0], Generators.Geometric(5e-324, 3).Weights.ToArray());
    }

    [Theory]
    [InlineData(0.9999999999999999, Row.MaximumLength)]
    [InlineData(0.99, Row.MaximumLength)]
    [InlineData(2.3e-308, 2)]
    [InlineData(1e-5, 1)]
    public void Every_ratio_works_at_every_length(double r, int n) => Assert.Equal(n, Generators.Geometric(r, n).Length);

    [Fact]
    public void Geometric_has_the_same_bits_everywhere() =>
        Assert.Equal("beaa1816d531d9232730bc25b3d87999b36e034dec41291bff69edcbd5d2c2a1", Generators.Geometric(0.9, 1000).Digest);

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1.0000000000000002)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_ratio_out_of_range_is_named(double r)
    {
        string message = Assert.Throws<BadDataException>(() => Generators.Geometric(r, 10)).Message;
        Assert.Contains(": r: " + r.ToString(CultureInfo.InvariantCulture), message, StringComparison.Ordinal);
        Assert.Contains("above 0, at most 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subset_is_uniform_between_its_ends()
    {
        Assert.Equal([0, 0, 0.25, 0.25, 0.25, 0.25, 0], Generators.Subset(2, 6, 7).Weights.ToArray());
        Assert.Equal([0, 1.0], Generators.Subset(1, 2, 2).Weights.ToArray());
        Assert.Equal(Generators.Uniform(Row.MaximumLength).Digest, Generators.Subset(0, Row.MaximumLength, Row.MaximumLength).Digest);
    }

    [Theory]
    [InlineData(-1, 2, 5, "from: -1", "0 to 4")]
    [InlineData(5, 6, 5, "from: 5", "0 to 4")]
    [InlineData(2, 2, 5, "to: 2", "3 to 5")]
    [InlineData(3, 2, 5, "to: 2", "4 to 5")]
    [InlineData(0, 6, 5, "to: 6", "1 to 5")]
    [InlineData(0, 1, 0, "n: 0", "1 to 1048576")]
    public void Ends_out_of_range_are_named(int from, int to, int n, string place, string allowed)
    {
        string message = Assert.Throws<BadDataException>(() => Generators.Subset(from, to, n)).Message;
        Assert.Contains($"subset:{from},{to},{n}: {place}", message, StringComparison.Ordinal);
        Assert.Contains("allowed: " + allowed, message, StringComparison.Ordinal);
    }
}
