namespace Coupling.Statistics.Tests;

public class FamilyWiseTests
{
    // 1 − (1 − α)^(1/m) in 60 decimal digits (python3, decimal).
    [Theory]
    [InlineData(.05, 10, 5.11619689182370163e-03)]
    [InlineData(1e-9, 1000, 1.00000000049950014e-12)]
    [InlineData(.01, 1, .01)]
    public void Is_Sidaks_level(double alpha, int tests, double expected) =>
        Close.Relative(expected, FamilyWise.PerTest(alpha, tests), 1e-14);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(.05, 0)]
    public void Refuses_what_is_out_of_range(double alpha, int tests) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FamilyWise.PerTest(alpha, tests));
}
