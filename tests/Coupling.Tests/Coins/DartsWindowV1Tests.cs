using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Tests;

public class DartsWindowV1Tests
{
    private const int Windows = 60_000;

    [Fact]
    public void Its_darts_are_the_golden_ones_to_the_bit() =>
        Assert.All(GoldenFile.Read("darts.window-v1.tsv"), line =>
        {
            var darts = new DartsWindowV1(new PublicCoins(GoldenFile.Bits(line[0])));
            var window = (uint)GoldenFile.Long(line[3]);
            Dart dart = darts.Named(GoldenFile.Long(line[1]), GoldenFile.Int(line[2]), window, GoldenFile.Int(line[4]));
            Assert.Equal(GoldenFile.Bits(line[5]), BitConverter.DoubleToUInt64Bits(dart.Height));
            Assert.Equal(GoldenFile.Bits(line[6]), BitConverter.DoubleToUInt64Bits(dart.Offset));
            Assert.Equal(GoldenFile.Bits(line[7]), dart.Hash);
        });

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.25)]
    public void The_darts_of_an_item_in_a_window_are_Poisson(double weight)
    {
        // Rate 1 in time, w time units, a part p of the heights: Poisson(w·p).
        double mean = DartsWindowV1.WindowWidth * weight;
        var counts = new long[weight == 1.0 ? 9 : 5];
        foreach (List<Dart> window in DartsOfWindows(weight))
        {
            counts[Math.Min(window.Count, counts.Length - 1)]++;
        }

        var expected = new double[counts.Length];
        double term = Math.Exp(-mean);
        for (int count = 0; count < expected.Length - 1; count++)
        {
            expected[count] = Windows * term;
            term *= mean / (count + 1);
        }

        expected[^1] = Windows - expected.Sum();
        Law.AssertCounts(counts, expected);
    }

    [Fact]
    public void Heights_are_uniform_below_the_weight() =>
        Law.AssertContinuous(DartsOfWindows(0.75).SelectMany(window => window).Select(dart => dart.Height / 0.75), Law.Uniform);

    [Fact]
    public void Offsets_are_uniform_in_the_window() =>
        Law.AssertContinuous(DartsOfWindows(0.75).SelectMany(window => window).Select(dart => dart.Offset), Law.Uniform);

    [Fact]
    public void Offsets_do_not_depend_on_the_order_of_height() =>
        Law.AssertContinuous(
            DartsOfWindows(1).SelectMany(window => window).Where(dart => dart.Order == 1).Select(dart => dart.Offset), Law.Uniform);

    [Theory]
    [InlineData(60)]
    [InlineData(0)]
    public void Hash_bits_are_uniform_at_both_ends(int shift)
    {
        var counts = new long[16];
        foreach (Dart dart in DartsOfWindows(1).SelectMany(window => window))
        {
            counts[(dart.Hash >> shift) & 15]++;
        }

        Law.AssertCounts(counts, [.. Enumerable.Repeat(counts.Sum() / 16.0, 16)]);
    }

    [Fact]
    public void Orders_count_the_darts_of_a_window_from_the_lowest() =>
        Assert.All(DartsOfWindows(1).Take(1000), window =>
        {
            Dart[] byOrder = [.. window.OrderBy(dart => dart.Order)];
            Assert.Equal(Enumerable.Range(0, byOrder.Length), byOrder.Select(dart => dart.Order));
            Assert.Equal(byOrder.OrderBy(dart => dart.Height), byOrder);
        });

    [Fact]
    public void A_dart_that_is_found_is_the_dart_of_its_name()
    {
        var process = new DartsWindowV1(new PublicCoins(21));
        Assert.All(
            DartsOfWindows(1).Take(1000).SelectMany(window => window),
            dart => Assert.Equal(process.Named(round: 5, dart.Item, dart.Window, dart.Order), dart));
    }

    [Fact]
    public void Orders_beyond_the_counter_are_refused()
    {
        var process = new DartsWindowV1(new PublicCoins(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => process.Named(0, 0, 0, 256));
    }

    /// <summary>The darts of item 3 below <paramref name="weight"/>, window by window.</summary>
    private static IEnumerable<List<Dart>> DartsOfWindows(double weight)
    {
        var row = Row.FromWeights([1 - weight, 0, 0, weight], "test");
        var search = new DartSearch(new ConstantRows(row), new PublicCoins(21));
        for (uint window = 0; window < Windows; window++)
        {
            var found = new List<Dart>();
            search.Append(round: 5, window, found);
            found.RemoveAll(dart => dart.Item != 3);
            yield return found;
        }
    }
}
