using Coupling.Distributions;

namespace Coupling.Tests;

public class ShippedRowTests
{
    private static readonly Row Golden = Rows.Zipf(300, 1.1, stride: 7);

    [Fact]
    public void In_64_bits_the_row_is_what_it_was() => Assert.Same(Golden, ShippedRow.Of(Golden, WeightFormat.Binary64));

    [Fact]
    public void Both_sides_make_the_same_row()
    {
        foreach (WeightFormat format in (WeightFormat[])[WeightFormat.Binary32, WeightFormat.BFloat16])
        {
            double[] arrived = [.. Golden.Weights.ToArray().Select(weight => format.Decode(format.Encode(weight)))];
            Assert.Equal(ShippedRow.Of(Golden, format).Digest, ShippedRow.FromNumbers(arrived, format).Digest);
            Assert.NotEqual(Golden.Digest, ShippedRow.Of(Golden, format).Digest);
        }
    }

    [Fact]
    public void A_weight_too_small_for_the_format_is_gone()
    {
        Row shipped = ShippedRow.Of(Rows.Of(1, 1e-300, 1e-42), WeightFormat.BFloat16);
        Assert.Equal([1, 0, 0], shipped.Weights.ToArray());
    }

    [Fact]
    public void The_largest_uniform_row_keeps_its_sum() =>
        Assert.Equal(1, CompensatedSum.Of(ShippedRow.Of(Rows.Uniform((1 << 20) - 1), WeightFormat.BFloat16).Weights), 1e-12);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.49)]
    [InlineData(0.5, 0.51)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(-0.5, 1.5)]
    [InlineData(-0.0, 1)]
    public void Numbers_that_no_row_is_rounded_to_are_refused(double first, double second) =>
        Assert.Throws<BadDataException>(() => ShippedRow.FromNumbers([first, second], WeightFormat.BFloat16));
}
