using Coupling.Distributions;
using CsCheck;

namespace Coupling.Tests;

public class LatticeRowTests
{
    private static readonly Gen<Row> SomeRows = Gen.Frequency(
        (3, Gen.Double[0.001, 1]),
        (1, Gen.Const(0.0)),
        (2, Gen.Int[1, 3].Select(weight => (double)weight)),
        (1, Gen.Double[-60, 0].Select(Math.Exp))).Array[1, 30]
        .Select(masses => Masses.ToRow([.. masses.Append(0.5)], "a test"));

    private static readonly Gen<(Row Row, int Denominator)> Cases = Gen.Select(SomeRows, Gen.Int[1, 300]);

    [Fact]
    public void Counts_sum_to_the_denominator_and_none_is_off_by_a_unit() => Cases.Sample(it =>
    {
        int[] counts = LatticeRow.Of(it.Row, it.Denominator).AllCounts();
        Assert.Equal(it.Denominator, counts.Sum());
        Assert.All(it.Row.Weights.ToArray().Zip(counts), pair => Assert.True(Math.Abs((pair.First * it.Denominator) - pair.Second) < 1 + 1e-9));
    });

    [Fact]
    public void No_lattice_point_is_nearer() => Cases.Sample(it =>
    {
        // Moving one unit between any two items makes the distance no smaller.
        int[] counts = LatticeRow.Of(it.Row, it.Denominator).AllCounts();
        double[] off = [.. it.Row.Weights.ToArray().Zip(counts, (weight, count) => (weight * it.Denominator) - count)];
        Assert.True(off.Max() - off.Min() <= 1 + 1e-9);
    });

    [Fact]
    public void Of_equal_weights_the_lower_items_are_rounded_up()
    {
        Row row = Row.FromWeights([.25, .25, .25, .25], "a test");
        Assert.Equal([2, 2, 1, 1], LatticeRow.Of(row, 6).AllCounts());
        Assert.Equal([1, 1, 0, 0], LatticeRow.Of(row, 2).AllCounts());
    }

    [Fact]
    public void The_top_has_the_largest_weights_and_of_equal_ones_the_lower_items()
    {
        Row row = Row.FromWeights([.1, .25, .1, .3, .25, 0], "a test");
        Assert.Equal([3], LatticeRow.OfTop(row, 1, 4).Items.ToArray());
        Assert.Equal([1, 3], LatticeRow.OfTop(row, 2, 4).Items.ToArray());
        Assert.Equal([0, 1, 3, 4], LatticeRow.OfTop(row, 4, 4).Items.ToArray());
        Assert.Equal([0, 1, 2, 3, 4, 5], LatticeRow.OfTop(row, 6, 4).Items.ToArray());
        Assert.Equal([0, 5, 0, 6, 0, 0], LatticeRow.OfTop(row, 2, 11).AllCounts());
    }

    [Fact]
    public void The_top_of_all_items_is_the_row() => Cases.Sample(it =>
        Assert.Equal(LatticeRow.Of(it.Row, it.Denominator).AllCounts(), LatticeRow.OfTop(it.Row, it.Row.Length, it.Denominator).AllCounts()));

    [Fact]
    public void Counts_and_weights_are_of_the_same_items() => Cases.Sample(it =>
    {
        LatticeRow rounded = LatticeRow.OfTop(it.Row, Math.Min(4, it.Row.Length), it.Denominator);
        int[] counts = rounded.AllCounts();
        Assert.Equal(counts, Enumerable.Range(0, it.Row.Length).Select(rounded.CountOf));
        Assert.Equal(counts.Select(count => count * (0.5 / it.Denominator)), rounded.Weights(total: 0.5));
    });
}
