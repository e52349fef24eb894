using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Tests;

public class BatchDartsTests
{
    private const ulong Seed = 52;

    private static readonly Row Weights = Rows.Zipf(20, 1.0, stride: 3);

    private readonly BatchDarts darts = new(Rows.Constant(Weights), new PublicCoins(Seed));

    [Fact]
    public void Its_darts_are_the_golden_ones_to_the_bit() =>
        Assert.All(GoldenFile.Read("darts.batch12-v1.tsv"), line =>
        {
            var process = new BatchDarts(Rows.Constant(Rows.Of(1)), new PublicCoins(GoldenFile.Bits(line[0])));
            Dart dart = process.Named(GoldenFile.Long(line[1]), GoldenFile.Int(line[2]), (uint)GoldenFile.Int(line[3]), GoldenFile.Int(line[4]))!.Value;
            Assert.Equal(GoldenFile.Bits(line[5]), BitConverter.DoubleToUInt64Bits(dart.Height));
            Assert.Equal(GoldenFile.Bits(line[6]), BitConverter.DoubleToUInt64Bits(dart.Offset));
            Assert.Equal(GoldenFile.Bits(line[7]), dart.Hash);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(4095)]
    [InlineData(3L * 4096)]
    [InlineData((1L << 48) - 1)]
    public void It_finds_the_darts_below_the_weights_and_no_other(long round)
    {
        for (uint window = 0; window < DartsBatch12V1.Windows; window++)
        {
            var found = new List<Dart>();
            darts.AppendWindow(round, window, found);
            IEnumerable<Dart> all = Enumerable.Range(0, Weights.Length).SelectMany(item => SlowCoins.BatchDarts(Seed, round, item, window));
            Assert.Equal(all.Where(dart => dart.Height < Weights[dart.Item]).OrderBy(dart => dart.Offset), found);
        }
    }

    [Fact]
    public void Late_windows_are_those_of_the_other_process()
    {
        var late = new DartSearch(Rows.Constant(Weights), new PublicCoins(Seed));
        foreach (uint window in (uint[])[DartsBatch12V1.Windows, 100, 1u << 31])
        {
            var expected = new List<Dart>();
            var found = new List<Dart>();
            late.AppendWindow(5, window, expected);
            darts.AppendWindow(5, window, found);
            Assert.Equal(expected, found);
            Assert.Equal(late.Named(5, 2, window, 0), darts.Named(5, 2, window, 0));
        }
    }

    [Fact]
    public void A_dart_that_is_found_is_the_dart_of_its_name()
    {
        for (long round = 0; round < 4096; round += 7)
        {
            Dart first = darts.First(round);
            Assert.Equal(first, darts.Named(round, first.Item, first.Window, first.Order));
            Assert.Equal(first.Item, darts.FirstItem(round));
        }
    }

    [Fact]
    public void A_name_that_no_dart_has_is_none() => Assert.Null(darts.Named(round: 9, item: 4, window: 2, order: 255));

    [Fact]
    public void The_first_dart_is_before_all_others_and_the_walk_goes_on_in_time_order()
    {
        for (long round = 0; round < 8192; round += 300)
        {
            Dart first = darts.First(round);
            var cursor = new DartCursor(darts, round, first);
            Dart before = first;
            for (int step = 0; step < 40; step++)
            {
                Dart next = cursor.Take();
                Assert.True(before.IsBefore(next));
                before = next;
            }

            // 40 darts reach beyond the windows of the block.
            Assert.True(before.Window >= DartsBatch12V1.Windows);
        }
    }

    [Fact]
    public void Blocks_that_are_forgotten_and_found_again_have_the_same_darts()
    {
        Dart[] first = [.. Enumerable.Range(0, 12).Select(block => darts.First(4096L * block))];
        Assert.Equal(first, Enumerable.Range(0, 12).Select(block => darts.First(4096L * block)));
    }

    [Fact]
    public void Darts_of_an_item_are_Poisson_in_every_window()
    {
        // Rate 1 in time, 2 time units, all heights: of 4096 rounds each.
        foreach (uint window in (uint[])[0, 7])
        {
            var counts = new long[7];
            int[] ofRound = new int[4096];
            foreach ((_, int within, _) in SlowCoins.Arrivals(Seed, CoinPurpose.DartBatch12, 12, 0, window, item: 6).TakeWhile(arrival => arrival.Time < 8192))
            {
                ofRound[within]++;
            }

            foreach (int count in ofRound)
            {
                counts[Math.Min(count, counts.Length - 1)]++;
            }

            double term = 4096 * Math.Exp(-2);
            var expected = new double[counts.Length];
            for (int count = 0; count < expected.Length - 1; count++)
            {
                expected[count] = term;
                term *= 2.0 / (count + 1);
            }

            expected[^1] = 4096 - expected.Sum();
            Law.AssertCounts(counts, expected);
        }
    }
}
