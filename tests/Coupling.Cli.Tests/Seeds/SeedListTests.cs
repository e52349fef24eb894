using Coupling.Cli.Seeds;

namespace Coupling.Cli.Tests.Seeds;

public class SeedListTests
{
    [Theory]
    [InlineData("7", "7")]
    [InlineData("1..4", "1 2 3 4")]
    [InlineData("1,5,9", "1 5 9")]
    [InlineData("9, 1..3 ,0", "9 1 2 3 0")]
    [InlineData("5..5", "5")]
    [InlineData("18446744073709551614..18446744073709551615", "18446744073709551614 18446744073709551615")]
    public void It_reads_numbers_and_ranges_in_their_order(string text, string seeds) =>
        Assert.Equal(seeds, string.Join(' ', SeedList.Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData("1,,2")]
    [InlineData("3..1")]
    [InlineData("1..")]
    [InlineData("..3")]
    [InlineData("1...3")]
    [InlineData("-1")]
    [InlineData("1-3")]
    [InlineData("18446744073709551616")]
    [InlineData("1,2,1")]
    [InlineData("1..5,3")]
    [InlineData("0..18446744073709551615")]
    [InlineData("1..1001")]
    [InlineData("1..600,1001..1600")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => SeedList.Parse(text));

    [Fact]
    public void A_thousand_seeds_are_the_most() => Assert.Equal(SeedList.Most, SeedList.Parse("1..600,1001..1400").Count);
}
