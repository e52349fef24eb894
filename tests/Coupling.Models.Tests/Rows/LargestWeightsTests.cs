using CsCheck;

namespace Coupling.Models.Tests;

public class LargestWeightsTests
{
    // Few values, so that there are ties.
    private static readonly Gen<(double[] Weights, int Count)> Cases =
        from weights in Gen.OneOf(Gen.Int[0, 5].Select(value => value / 8.0), Gen.Double[0, 1]).Array[1, 60]
        from count in Gen.Int[1, weights.Length]
        select (weights, count);

    [Fact]
    public void They_are_the_first_of_all_in_order() => Cases.Sample(
        entry =>
        {
            int[] expected = [.. Ordered(entry.Weights).Take(entry.Count)];
            int[] selected = LargestWeights.Select(entry.Weights, entry.Count);
            Assert.Equal(expected.Order(), selected);
            LargestWeights.Sort(selected, entry.Weights);
            Assert.Equal(expected, selected);
            Assert.Equal(entry.Weights.Max(), LargestWeights.First(entry.Weights));
        },
        iter: 3000);

    internal static IEnumerable<int> Ordered(double[] weights) =>
        Enumerable.Range(0, weights.Length).OrderByDescending(item => weights[item]).ThenBy(item => item);
}
