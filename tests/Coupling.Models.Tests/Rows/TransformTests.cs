using Coupling.Distributions;
using CsCheck;

namespace Coupling.Models.Tests;

public class TransformTests
{
    // With ties and zeros.
    private static readonly Gen<Row> Rows =
        from masses in Gen.OneOf(Gen.Int[0, 4].Select(value => (double)value), Gen.Double[0.001, 100]).Array[1, 50]
        where masses.Any(mass => mass > 0)
        select Masses.ToRow(masses, "test");

    private static readonly Gen<Transform> Transforms =
        from temperature in Gen.OneOf(Gen.Const(1.0), Gen.Const(0.0), Gen.Double[0.01, 10])
        from k in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 60].Select(k => (int?)k))
        from p in Gen.OneOf(Gen.Const(1.0), Gen.Double[0.01, 1])
        select new Transform(temperature, k, p);

    [Fact]
    public void It_is_temperature_then_top_k_then_top_p_then_the_sum() => Rows.Select(Transforms).Sample(
        (row, transform) =>
        {
            double[] expected = Naive(row.Weights.ToArray(), transform, out bool onTheEdge);
            if (!onTheEdge)
            {
                Row actual = new TransformMap(transform, "test").Apply(row);
                for (int item = 0; item < row.Length; item++)
                {
                    Assert.Equal(expected[item], actual[item], 1e-12);
                }
            }
        },
        iter: 5000);

    [Fact]
    public void Temperature_1_changes_a_weight_by_no_more_than_its_rounding() => Rows.Sample(
        row =>
        {
            Row same = new TransformMap(Transform.None, "test").Apply(row);
            for (int item = 0; item < row.Length; item++)
            {
                Assert.Equal(row[item], same[item], 1e-15);
            }
        },
        iter: 500);

    [Fact]
    public void A_low_temperature_neither_overflows_nor_leaves_a_subnormal_weight()
    {
        Row row = Masses.ToRow([1e-300, 1e-10, 0, 1, 0.5], "test");
        Row cold = new TransformMap(new Transform(0.01, null, 1), "test").Apply(row);
        Assert.Equal([0, 0, 0], [cold[0], cold[1], cold[2]]);
        Assert.Equal(Math.Pow(0.5, 100), cold[4] / cold[3], 1e-40);
    }

    [Fact]
    public void Of_equally_likely_tokens_those_with_the_lower_number_stay()
    {
        var row = Row.FromWeights([0.125, 0.25, 0.25, 0.125, 0.25], "test");
        Assert.Equal([0, 0.5, 0.5, 0, 0], new TransformMap(new Transform(1, 2, 1), "test").Apply(row).Weights.ToArray());
        Assert.Equal([0, 0.5, 0.5, 0, 0], new TransformMap(new Transform(1, null, 0.5), "test").Apply(row).Weights.ToArray());
        Assert.Equal([0, 1, 0, 0, 0], new TransformMap(new Transform(0, null, 1), "test").Apply(row).Weights.ToArray());
    }

    // A long tail, so that the first look at the most likely tokens is not enough.
    [Fact]
    public void Top_p_looks_as_far_as_it_must()
    {
        Row row = Masses.ToRow([.. Enumerable.Range(0, 5000).Select(item => 1.0 + (item * 7919 % 5000))], "test");
        var transform = new Transform(1, null, 0.9);
        double[] expected = Naive(row.Weights.ToArray(), transform, out _);
        Row actual = new TransformMap(transform, "test").Apply(row);
        Assert.True(expected.Count(weight => weight > 0) > 1024);
        Assert.Equal(expected.Select(weight => weight > 0), actual.Weights.ToArray().Select(weight => weight > 0));
    }

    // By the definition, with the system's power; on the edge where a rounding decides which token is the last.
    private static double[] Naive(double[] weights, Transform transform, out bool onTheEdge)
    {
        int[] order = [.. LargestWeightsTests.Ordered(weights)];
        double largest = weights.Max();
        double[] masses = transform.Temperature == 0
            ? [.. weights.Select((_, item) => item == order[0] ? 1.0 : 0.0)]
            : [.. weights.Select(weight => Math.Pow(weight / largest, 1 / transform.Temperature))];
        int k = Math.Min(transform.TopK ?? weights.Length, weights.Length);
        foreach (int item in order.Skip(k))
        {
            masses[item] = 0;
        }

        onTheEdge = false;
        double share = transform.TopP * masses.Sum();
        double sum = 0;
        bool reached = false;
        foreach (int item in order)
        {
            if (reached)
            {
                masses[item] = 0;
            }

            sum += masses[item];
            onTheEdge |= transform.TopP < 1 && Math.Abs(sum - share) < 1e-9 * share;
            reached |= transform.TopP < 1 && sum >= share;
        }

        double total = masses.Sum();
        return [.. masses.Select(mass => mass / total)];
    }
}
