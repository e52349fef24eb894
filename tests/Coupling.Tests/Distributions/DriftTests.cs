using Coupling.Distributions;
using CsCheck;

namespace Coupling.Tests;

public class DriftTests
{
    /// <summary>Computed by another program (Python, its own Philox) from the description in docs/input.md.</summary>
    [Theory]
    [InlineData("0.5 0.3 0.2 0", 0.25, 7, "0.3214285714285714 0.5433288633013875 0.12857142857142856 0.006671136698612523")]
    [InlineData("0.4 0.3 0.1 0.1 0.05 0.05", 0.1, 1, "0.34285714285714286 0.2571428571428571 0.11622727756454358 0.14862990479083893 0.0729934212612084 0.0621493963834091")]
    [InlineData("0.5 0.3 0.2", 0.75, 3, "0.03125 0.01875 0.95")]
    public void Known_answers(string from, double distance, int seed, string expected)
    {
        double[] drifted = Drifted(Rows.Of(Numbers(from)), distance, (ulong)seed).Weights.ToArray();
        Assert.All(Numbers(expected).Zip(drifted), pair => Assert.InRange(pair.Second, pair.First - 1e-15, pair.First + 1e-15));
    }

    [Fact]
    public void The_bits_are_the_same_on_every_machine() =>
        Assert.StartsWith("5e263d1afd249f8f032efd7905aaad541afd69228", Drifted(Generators.Zipf(1.1, 1000), 0.2, 7).Digest, StringComparison.Ordinal);

    [Fact]
    public void The_distance_is_the_wanted_one() =>
        Gen.Select(Gen.Double[1e-3, 1].Array[2, 60], Gen.Double[0, 1], Gen.ULong).Sample(
            (masses, share, seed) =>
            {
                Row row = Masses.ToRow(masses, "test");
                double wanted = share * (1 - row.Weights.ToArray().Min());
                Assert.InRange(Distance(row, Drifted(row, wanted, seed)), wanted - 1e-14, wanted + 1e-14);
            },
            iter: 500);

    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(1e-12)]
    [InlineData(0.3)]
    [InlineData(0.999)]
    public void Large_and_uneven_rows_are_no_problem(double distance)
    {
        foreach (Row row in (Row[])[Generators.Zipf(1, 100_000), Generators.Uniform(5000), Generators.Dirichlet(0.05, 3000, 4), Generators.Geometric(0.5, 2000)])
        {
            Assert.InRange(Distance(row, Drifted(row, distance, 11)), distance - 1e-14, distance + 1e-14);
        }
    }

    [Fact]
    public void At_distance_0_nothing_has_moved()
    {
        Row row = Generators.Zipf(1, 100);
        Assert.Equal(row.Digest, Drifted(row, 0, 5).Digest);
        Assert.Equal([1.0], Drifted(Rows.Of(1), 0, 5).Weights.ToArray());
    }

    [Fact]
    public void Every_distance_that_any_row_has_is_reached()
    {
        Assert.Equal([0.0, 0.0, 1.0], Drifted(Rows.Of(0.5, 0.3, 0.2), 0.8, 1).Weights.ToArray());
        Assert.Equal([0.0, 1.0], Drifted(Rows.Of(1, 0), 1, 1).Weights.ToArray());
        Row thirds = Generators.Uniform(3);
        Assert.InRange(Distance(thirds, Drifted(thirds, 1 - (1.0 / 3), 1)), 0.666666666666666, 0.666666666666667);
    }

    [Theory]
    [InlineData("0.5 0.3 0.2", 0.8000001, "0 to 0.8")]
    [InlineData("1", 0.1, "0 to 0,")]
    [InlineData("0.5 0.5", 1.5, "0 to 0.5")]
    [InlineData("0.5 0.5", -0.1, "0 to 0.5")]
    [InlineData("0.5 0.5 0", 1.1, "0 to 1,")]
    public void What_no_row_has_is_refused(string from, double distance, string allowed)
    {
        BadDataException fault = Assert.Throws<BadDataException>(() => Drifted(Rows.Of(Numbers(from)), distance, 1));
        Assert.StartsWith("test: TV: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_distances_lie_on_one_line()
    {
        Row row = Generators.Zipf(1, 50);
        var drift = new Drift(row, 0.5, 3, "test");
        Row near = drift.At(0.125);
        Row far = drift.At(0.5);
        Assert.InRange(Distance(near, far), 0.375 - 1e-14, 0.375 + 1e-14);
        Assert.All(Enumerable.Range(0, 50), item => Assert.InRange(near[item] - (0.75 * row[item]) - (0.25 * far[item]), -1e-15, 1e-15));
        Assert.Throws<ArgumentOutOfRangeException>(() => drift.At(0.6));
    }

    [Fact]
    public void Another_seed_is_another_direction()
    {
        Row row = Generators.Zipf(1, 50);
        Assert.InRange(Distance(Drifted(row, 0.25, 1), Drifted(row, 0.25, 2)), 0.05, 0.5);
    }

    private static Row Drifted(Row row, double distance, ulong seed) => new Drift(row, distance, seed, "test").At(distance);

    private static double Distance(Row p, Row q)
    {
        var sum = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            sum.Add(Math.Abs(p[item] - q[item]));
        }

        return sum.Value / 2;
    }

    private static double[] Numbers(string text) =>
        [.. text.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}
