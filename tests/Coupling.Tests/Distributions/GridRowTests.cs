using Coupling.Distributions;
using CsCheck;

namespace Coupling.Tests;

public class GridRowTests
{
    private static readonly Gen<double[]> Weights =
        Gen.Select(Gen.Int[1, 60], Gen.Double[-9e-10, 9e-10]).SelectMany((n, off) => Gen.Frequency(
            (3, Gen.Double[0.001, 1]),
            (1, Gen.Const(0.0)),
            (2, Gen.Int[1, 3].Select(weight => (double)weight)),
            (1, Gen.Double[-60, 0].Select(Math.Exp))).Array[n].Select(masses => Normalised(masses, 1 + off)));

    private static readonly Gen<(double[] Weights, int GridBits)> Cases = Gen.Select(Weights, Gen.Int[1, GridRow.MaximumGridBits]);

    [Fact]
    public void Steps_sum_to_one_exactly_whatever_the_weights_sum_to() => Cases.Sample(it =>
        Assert.Equal(1L << it.GridBits, Rounded(it).Steps.ToArray().Sum()));

    [Fact]
    public void A_weight_goes_to_a_step_beside_it_and_none_to_more_than_it_has_lost() => Cases.Sample(it =>
    {
        double total = CompensatedSum.Of(it.Weights);
        long[] steps = Rounded(it).Steps.ToArray();
        Assert.All(it.Weights.Zip(steps), pair =>
        {
            double quota = Math.ScaleB(pair.First / total, it.GridBits);
            Assert.InRange(pair.Second, Math.Floor(quota), Math.Ceiling(quota));
        });
    });

    [Fact]
    public void No_steps_on_the_grid_are_nearer() => Cases.Sample(it =>
    {
        // Exchanging one step between any two items makes the distance no smaller: that is largest remainder.
        double total = CompensatedSum.Of(it.Weights);
        long[] steps = Rounded(it).Steps.ToArray();
        double[] off = [.. it.Weights.Zip(steps, (weight, count) => Math.ScaleB(weight / total, it.GridBits) - count)];
        Assert.True(off.Max() - off.Min() <= 1);
    });

    [Fact]
    public void The_distance_is_at_most_a_quarter_of_a_step_per_item() => Cases.Sample(it =>
    {
        double[] rounded = Rounded(it).Weights(CompensatedSum.Of(it.Weights));
        double distance = it.Weights.Zip(rounded, (weight, grid) => Math.Abs(weight - grid)).Sum() / 2;
        Assert.InRange(distance, 0, (it.Weights.Length * Math.ScaleB(0.25, -it.GridBits)) + 1e-15);
    });

    [Fact]
    public void Of_equal_remainders_the_lower_item_is_rounded_up()
    {
        Assert.Equal([2, 1, 1], GridRow.Of(Rows.Uniform(3), 2).Steps.ToArray());
        Assert.Equal([3, 3, 2], GridRow.Of(Rows.Uniform(3), 3).Steps.ToArray());
        Assert.Equal([1, 1, 0, 0, 0], GridRow.Of(Rows.Uniform(5), 1).Steps.ToArray());
    }

    [Fact]
    public void The_largest_remainder_is_rounded_up() =>
        Assert.Equal([4, 2, 2], GridRow.Of(Rows.Of(0.5, 0.3, 0.2), 3).Steps.ToArray());

    [Fact]
    public void What_is_on_the_grid_stays()
    {
        Assert.Equal([2, 1, 1], GridRow.Of(Rows.Of(0.5, 0.25, 0.25), 2).Steps.ToArray());
        Assert.Equal([0, 1L << 50, 0], GridRow.Of(Rows.Of(0, 1, 0), 50).Steps.ToArray());
        Assert.Equal([1L << 50, 0], GridRow.Of(Rows.Of(1, 1e-300), 50).Steps.ToArray());
    }

    [Fact]
    public void The_largest_alphabet_is_rounded_to_the_finest_grid()
    {
        const int n = Row.MaximumLength;
        foreach (double off in (double[])[-9e-10, 0, 9e-10])
        {
            double[] weights = [.. Enumerable.Range(0, n).Select(item => (1 + off) * (1 + (item % 7)) / (4.0 * n))];
            weights[0] += 1 + off - CompensatedSum.Of(weights);
            long[] steps = GridRow.Of(Row.FromWeights(weights, "test"), 50).Steps.ToArray();
            Assert.Equal(1L << 50, steps.Sum());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    public void A_grid_has_1_to_50_bits(int gridBits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GridRow.Of(Rows.Uniform(2), gridBits));

    [Fact]
    public void Steps_are_weights_of_any_total() => Assert.Equal([1.0, 0.5, 0.5], GridRow.Of(Rows.Uniform(3), 2).Weights(total: 2));

    private static GridRow Rounded((double[] Weights, int GridBits) it) => GridRow.Of(Rows.Of([.. it.Weights]), it.GridBits);

    private static double[] Normalised(double[] masses, double total)
    {
        masses[0] = Math.Max(masses[0], 1e-3);
        double sum = CompensatedSum.Of(masses);
        return [.. masses.Select(mass => mass / sum * total)];
    }
}
