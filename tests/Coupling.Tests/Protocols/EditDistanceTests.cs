using Coupling.Protocols;
using CsCheck;

namespace Coupling.Tests;

public class EditDistanceTests
{
    private static readonly Gen<string> Words = Gen.String["abc"];

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("gumble", "gumbel", 2)]
    public void Known_distances(string first, string second, int distance) => Assert.Equal(distance, EditDistance.Between(first, second));

    [Fact]
    public void It_is_a_metric() =>
        Gen.Select(Words, Words, Words).Sample((x, y, z) =>
            EditDistance.Between(x, y) == EditDistance.Between(y, x)
            && (EditDistance.Between(x, y) == 0) == (x == y)
            && EditDistance.Between(x, z) <= EditDistance.Between(x, y) + EditDistance.Between(y, z));
}
