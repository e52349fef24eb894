using Coupling.Numerics;

namespace Coupling.Tests;

public class PortableLogTests
{
    /// <summary>Golden/log.py says how the values are made: 60 digits, rounded once, with the rest.</summary>
    [Fact]
    public void It_is_within_one_ulp_of_the_logarithm()
    {
        IReadOnlyList<string[]> lines = GoldenFile.Read("log.tsv");
        Assert.InRange(lines.Count, 3000, int.MaxValue);
        Assert.All(lines, line =>
        {
            double nearest = GoldenFile.Double(line[1]);
            double rest = double.Parse(line[2], System.Globalization.CultureInfo.InvariantCulture);
            double computed = PortableLog.Log(GoldenFile.Double(line[0]));
            double ulp = Math.BitIncrement(Math.Abs(nearest)) - Math.Abs(nearest);
            Assert.InRange(((computed - nearest) / ulp) - rest, -1, 1);
        });
    }

    [Fact]
    public void One_has_logarithm_zero() => Assert.Equal(0UL, BitConverter.DoubleToUInt64Bits(PortableLog.Log(1)));

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void What_has_no_logarithm_is_refused(double x) => Assert.Throws<ArgumentOutOfRangeException>(() => PortableLog.Log(x));

    [Fact]
    public void It_rises_around_one_and_where_the_mantissa_is_folded() =>
        Assert.All((double[])[1, Math.Sqrt(2), Math.Sqrt(0.5), 2, 0.5], middle =>
        {
            double x = middle;
            for (int step = 0; step < 200; step++)
            {
                x = Math.BitDecrement(x);
            }

            for (int step = 0; step < 400; step++)
            {
                Assert.True(PortableLog.Log(x) <= PortableLog.Log(Math.BitIncrement(x)));
                x = Math.BitIncrement(x);
            }
        });
}
