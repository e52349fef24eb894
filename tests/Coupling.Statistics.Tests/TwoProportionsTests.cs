namespace Coupling.Statistics.Tests;

public class TwoProportionsTests
{
    /// <summary>Expected: erfc(z/√2) with Python's math.erfc.</summary>
    [Theory]
    [InlineData(15, 25, 5, 25, 0.003892417122778635)]
    [InlineData(500, 1000, 530, 1000, 0.17951659189949618)]
    [InlineData(10, 10, 20, 20, 1)]
    [InlineData(0, 10, 0, 0, 1)]
    public void The_score_test_is_that_of_the_books(long x1, long n1, long x2, long n2, double expected) =>
        Assert.Equal(expected, TwoProportions.TwoSided(x1, n1, x2, n2), 1e-8);

    [Fact]
    public void A_count_above_its_trials_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportions.TwoSided(11, 10, 0, 10));
}
