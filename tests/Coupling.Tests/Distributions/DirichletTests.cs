using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Tests.Distributions;

public sealed class DirichletTests
{
    private const int Draws = 20_000;

    public static TheoryData<string, string, string, string> Golden
    {
        get
        {
            var rows = new TheoryData<string, string, string, string>();
            foreach (string[] row in GoldenFile.Read("dirichlet.tsv"))
            {
                rows.Add(row[0], row[1], row[2], row[3]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void A_second_implementation_gives_the_same_bits(string alpha, string n, string seed, string bits)
    {
        Row row = Generators.Dirichlet(
            double.Parse(alpha, CultureInfo.InvariantCulture), GoldenFile.Int(n), ulong.Parse(seed, CultureInfo.InvariantCulture));
        Assert.Equal(
            bits.Split(' ').Select(GoldenFile.Bits), row.Weights.ToArray().Select(BitConverter.DoubleToUInt64Bits));
    }

    /// <summary>An item's weight has the law Beta(alpha, (n − 1)·alpha); these have closed forms.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 5)]
    [InlineData(0.5, 2)]
    [InlineData(0.5, 3)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    public void A_weight_has_the_law_beta(double alpha, int n) =>
        Law.AssertContinuous(FirstWeights(alpha, n), x => (alpha, n) switch
        {
            (1, _) => 1 - Math.Pow(1 - x, n - 1),
            (0.5, 2) => 2 / Math.PI * Math.Asin(Math.Sqrt(x)),
            (0.5, 3) => Math.Sqrt(x),
            (2, 2) => x * x * (3 - (2 * x)),
            _ => x * x * x * (10 - (15 * x) + (6 * x * x)),
        });

    /// <summary>Mean 1/n; variance (n − 1)/(n²·(n·alpha + 1)); within six standard errors, for shapes without a closed form.</summary>
    [Theory]
    [InlineData(0.05, 3)]
    [InlineData(0.3, 4)]
    [InlineData(7.5, 3)]
    [InlineData(1000, 2)]
    [InlineData(1_000_000, 2)]
    public void Mean_and_variance_are_right(double alpha, int n)
    {
        double[] centred = [.. FirstWeights(alpha, n).Select(weight => weight - (1.0 / n))];
        double variance = (n - 1) / (n * (double)n * ((n * alpha) + 1));
        Assert.InRange(centred.Average() / Math.Sqrt(variance / Draws), -6, 6);
        double[] squares = [.. centred.Select(x => x * x)];
        double spread = Math.Sqrt(squares.Average(x => (x - variance) * (x - variance)) / Draws);
        Assert.InRange((squares.Average() - variance) / spread, -6, 6);
    }

    /// <summary>Each of the n items is the largest equally often.</summary>
    [Fact]
    public void No_item_is_preferred()
    {
        long[] largest = new long[5];
        for (ulong seed = 0; seed < Draws; seed++)
        {
            ReadOnlySpan<double> weights = Generators.Dirichlet(0.2, 5, seed).Weights;
            int best = 0;
            for (int item = 1; item < 5; item++)
            {
                best = weights[item] > weights[best] ? item : best;
            }

            largest[best]++;
        }

        Law.AssertCounts(largest, [.. Enumerable.Repeat(Draws / 5.0, 5)]);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void The_largest_alphabet_works_at_every_shape(double alpha) =>
        Assert.Equal(Row.MaximumLength, Generators.Dirichlet(alpha, Row.MaximumLength, 1).Length);

    [Fact]
    public void Seeds_and_items_matter()
    {
        Assert.NotEqual(Generators.Dirichlet(1, 4, 1).Digest, Generators.Dirichlet(1, 4, 1UL << 40).Digest);
        Assert.Equal(4, Generators.Dirichlet(1, 4, 1).Weights.ToArray().Distinct().Count());
    }

    [Theory]
    [InlineData(0.0009, 3, "alpha: 0.0009", "0.001 to 1000000")]
    [InlineData(1_000_001, 3, "alpha: 1000001", "0.001 to 1000000")]
    [InlineData(-1, 3, "alpha: -1", "0.001 to 1000000")]
    [InlineData(double.NaN, 3, "alpha: NaN", "0.001 to 1000000")]
    [InlineData(1, 0, "n: 0", "1 to 1048576")]
    [InlineData(1, 1048577, "n: 1048577", "1 to 1048576")]
    public void Arguments_out_of_range_are_named(double alpha, int n, string place, string allowed)
    {
        string message = Assert.Throws<BadDataException>(() => Generators.Dirichlet(alpha, n, 1)).Message;
        Assert.StartsWith("dirichlet:", message, StringComparison.Ordinal);
        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.Contains(allowed, message, StringComparison.Ordinal);
    }

    private static IEnumerable<double> FirstWeights(double alpha, int n) =>
        Enumerable.Range(0, Draws).Select(seed => Generators.Dirichlet(alpha, n, (ulong)seed)[0]);
}
