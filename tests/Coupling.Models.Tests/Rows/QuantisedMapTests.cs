using Coupling.Distributions;
using CsCheck;

namespace Coupling.Models.Tests;

public class QuantisedMapTests
{
    private static readonly Gen<Row> Rows =
        from masses in Gen.OneOf(Gen.Const(0.0), Gen.Double[-12, 0].Select(exponent => Math.Pow(10, exponent))).Array[1, 80]
        where masses.Any(mass => mass > 0)
        select Masses.ToRow(masses, "test");

    [Fact]
    public void Ratios_are_rounded_to_the_nearest_level() => Rows.Select(Gen.Int[1, 32]).Sample(
        (row, bits) =>
        {
            Row quantised = new QuantisedMap(bits, "test").Apply(row);
            double step = 24 / (Math.Pow(2, bits) - 1);
            double largest = row.Weights.ToArray().Max();
            double quantisedLargest = quantised.Weights.ToArray().Max();
            for (int item = 0; item < row.Length; item++)
            {
                Assert.Equal(row[item] == 0, quantised[item] == 0);
                if (row[item] > 0)
                {
                    double octaves = Math.Min(24, Math.Log2(largest / row[item]));
                    Assert.InRange(Math.Log2(quantisedLargest / quantised[item]), octaves - (step / 2) - 1e-9, octaves + (step / 2) + 1e-9);
                }
            }
        },
        iter: 2000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void There_are_no_more_levels_than_bits_can_name(int bits)
    {
        Row row = Masses.ToRow([.. Enumerable.Range(0, 2000).Select(item => Math.Pow(2, -item / 80.0))], "test");
        Row quantised = new QuantisedMap(bits, "test").Apply(row);
        Assert.Equal(1 << bits, quantised.Weights.ToArray().Distinct().Count());
    }

    [Fact]
    public void With_32_bits_hardly_anything_changes()
    {
        Row row = Masses.ToRow([3, 1, 4, 1, 5, 9, 2, 6], "test");
        Row quantised = new QuantisedMap(32, "test").Apply(row);
        for (int item = 0; item < row.Length; item++)
        {
            Assert.Equal(row[item], quantised[item], 1e-8);
        }
    }
}
