using Coupling.Distributions;

namespace Coupling.Tests;

public class CompensatedSumTests
{
    [Fact]
    public void What_a_plain_sum_loses_is_kept() => Assert.Equal(2, CompensatedSum.Of([1, 1e100, 1, -1e100]));

    [Fact]
    public void A_million_tenths_are_a_tenth_of_a_million() =>
        Assert.Equal(100_000, CompensatedSum.Of([.. Enumerable.Repeat(0.1, 1_000_000)]), 2e-11);

    [Fact]
    public void Nothing_sums_to_zero() => Assert.Equal(0, CompensatedSum.Of([]));
}
