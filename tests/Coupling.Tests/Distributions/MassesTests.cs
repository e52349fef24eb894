using Coupling.Distributions;
using CsCheck;

namespace Coupling.Tests.Distributions;

public sealed class MassesTests
{
    [Theory]
    [InlineData(new double[] { 1, 3 }, new double[] { 0.25, 0.75 })]
    [InlineData(new double[] { 0, 5, 0 }, new double[] { 0, 1, 0 })]
    [InlineData(new double[] { 1e308, 1e308 }, new double[] { 0.5, 0.5 })]
    [InlineData(new double[] { double.MaxValue, double.MaxValue, 1, 0 }, new double[] { 0.5, 0.5, 0, 0 })]
    [InlineData(new double[] { 2.2250738585072014e-308, 2.2250738585072014e-308 }, new double[] { 0.5, 0.5 })]
    [InlineData(new double[] { double.MaxValue, 2.2250738585072014e-308 }, new double[] { 1, 0 })]
    public void Masses_are_divided_by_their_sum(double[] masses, double[] weights) =>
        Assert.Equal(weights, Masses.ToRow([.. masses], "x.csv").Weights.ToArray());

    [Fact]
    public void The_largest_alphabet_of_the_largest_number_does_not_overflow() =>
        Assert.Equal(
            Generators.Uniform(Row.MaximumLength).Digest,
            Masses.ToRow([.. Enumerable.Repeat(double.MaxValue, Row.MaximumLength)], "x").Digest);

    [Fact]
    public void Scaling_by_a_power_of_two_changes_nothing() =>
        Gen.Select(Gen.Double[1e-3, 1e3].Array[1, 50], Gen.Int[-900, 900]).Sample((masses, power) =>
            Masses.ToRow([.. masses], "x").Digest
                == Masses.ToRow([.. masses.Select(mass => mass * Math.ScaleB(1, power))], "x").Digest);

    [Theory]
    [InlineData(new double[] { }, "length: 0", "1 to 1048576")]
    [InlineData(new double[] { 0, 0 }, "sum of the numbers: 0", "at least one above 0")]
    [InlineData(new double[] { 1, -1 }, "item 1: -1", "0 (not -0.0), or 2.3e-308 to 1.79e308")]
    [InlineData(new double[] { 1, -0.0 }, "item 1: -0.0", "0 (not -0.0)")]
    [InlineData(new double[] { 1, double.NaN }, "item 1: NaN", "0 (not -0.0), or 2.3e-308 to 1.79e308")]
    [InlineData(new double[] { double.PositiveInfinity, 1 }, "item 0: Infinity", "0 (not -0.0), or 2.3e-308 to 1.79e308")]
    [InlineData(new double[] { double.NegativeInfinity, 1 }, "item 0: -Infinity", "0 (not -0.0), or 2.3e-308 to 1.79e308")]
    [InlineData(new double[] { 1, 5e-324 }, "item 1: 5E-324", "0 (not -0.0), or 2.3e-308 to 1.79e308")]
    public void What_is_no_mass_is_named(double[] masses, string place, string allowed)
    {
        string message = Assert.Throws<BadDataException>(() => Masses.ToRow(masses, "x.csv#1")).Message;
        Assert.StartsWith("x.csv#1: " + place, message, StringComparison.Ordinal);
        Assert.Contains("allowed: " + allowed, message, StringComparison.Ordinal);
    }
}
