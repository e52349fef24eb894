using Coupling.Protocols;
using CsCheck;

namespace Coupling.Tests;

public class CyclicMatchingTests
{
    private static readonly Gen<int[]> Signs = Gen.Int[-1, 1].Array[0, 40];

    [Fact]
    public void The_rarer_sign_is_matched_completely() =>
        Signs.Sample(signs =>
        {
            List<(int Plus, int Minus)> pairs = CyclicMatching.Pairs(signs);
            Assert.Equal(Math.Min(signs.Count(sign => sign > 0), signs.Count(sign => sign < 0)), pairs.Count);
            Assert.All(pairs, pair => Assert.Equal((1, -1), (signs[pair.Plus], signs[pair.Minus])));
            int[] places = [.. pairs.SelectMany(pair => (int[])[pair.Plus, pair.Minus])];
            Assert.Equal(places.Length, places.Distinct().Count());
        });

    [Fact]
    public void Each_plus_meets_the_next_free_minus_on_the_circle()
    {
        Assert.Equal([(2, 3), (1, 4), (6, 0)], CyclicMatching.Pairs([-1, 1, 1, -1, -1, 0, 1]));
    }

    /// <summary>The exchange rests on it: a uniform arrangement of kinds stays uniform.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(12)]
    public void Swapping_all_pairs_is_a_bijection_of_the_arrangements(int length) =>
        Assert.Equal(1 << length, Images(length, signs => CyclicMatching.Pairs(signs)).Distinct().Count());

    /// <summary>So the test sees a matching that is none: the first plus with the first minus, the second with the second.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Matching_by_rank_would_be_none(int length) =>
        Assert.NotEqual(1 << length, Images(length, ByRank).Distinct().Count());

    private static IEnumerable<int> Images(int length, Func<int[], List<(int Plus, int Minus)>> match)
    {
        for (int word = 0; word < 1 << length; word++)
        {
            int[] signs = [.. Enumerable.Range(0, length).Select(place => (word >> place & 1) == 0 ? -1 : 1)];
            int image = word;
            foreach ((int plus, int minus) in match(signs))
            {
                image ^= (1 << plus) | (1 << minus);
            }

            yield return image;
        }
    }

    private static List<(int Plus, int Minus)> ByRank(int[] signs) =>
    [
        .. Enumerable.Range(0, signs.Length).Where(place => signs[place] > 0)
            .Zip(Enumerable.Range(0, signs.Length).Where(place => signs[place] < 0), (plus, minus) => (plus, minus)),
    ];
}
