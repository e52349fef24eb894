using CsCheck;

namespace Coupling.Theory.Tests;

public class SubsetPairTests
{
    [Theory]
    [InlineData(0.0, 1, 1)]
    [InlineData(1.0, 1, 0)]
    [InlineData(0.5, 2, 1)]
    [InlineData(0.3, 10, 7)]
    [InlineData(0.1234, 5000, 4383)]
    public void The_smallest_sets_of_a_distance(double distance, int size, int overlap)
    {
        SubsetPair pair = SubsetPair.Of(distance);
        if (size <= 4096)
        {
            Assert.Equal(new SubsetPair(size, overlap), pair);
        }
        else
        {
            Assert.InRange(pair.TotalVariation, distance - 1e-6, distance + 1e-6);
        }
    }

    [Fact]
    public void Every_closed_form_gives_the_bound_there() => Gen.Double[0, 1].Sample(distance =>
    {
        SubsetPair pair = SubsetPair.Of(Math.Round(distance, 2));
        double[] p = Weights(pair, 0);
        double[] q = Weights(pair, pair.Size - pair.Overlap);
        Assert.Equal(pair.TotalVariation, TotalVariation.Of(p, q), 1e-12);
        Assert.Equal(pair.Bound, Bounds.Floor(p, q), 1e-12);
        Assert.Equal(pair.Bound, GumbelAgreement.Of(p, q), 1e-12);
        Assert.Equal(pair.Bound, MinHashAgreement.Of(p, q), 1e-12);
    });

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_distance_is_refused(double distance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SubsetPair.Of(distance));

    private static double[] Weights(SubsetPair pair, int from) =>
        [.. Enumerable.Range(0, pair.AlphabetSize).Select(item => item >= from && item < from + pair.Size ? 1.0 / pair.Size : 0)];
}
