using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Tests;

public class BatchDartsTests
{
    private const ulong Seed = 52;

    private static readonly Row Weights = Rows.Zipf(20, 1.0, stride: 3);

    private readonly BatchDarts darts = new(Rows.Constant(Weights), new PublicCoins(Seed));

    [Theory]
    [InlineData("darts.batch12-v1.tsv")]
    [InlineData("darts.late-v1.tsv")]
    public void Its_darts_are_the_golden_ones_to_the_bit(string file) =>
        Assert.All(GoldenFile.Read(file), line =>
        {
            var process = new BatchDarts(Rows.Constant(Rows.Of(1)), new PublicCoins(GoldenFile.Bits(line[0])));
            Dart dart = process.Named(GoldenFile.Long(line[1]), GoldenFile.Int(line[2]), (uint)GoldenFile.Long(line[3]), GoldenFile.Int(line[4]))!.Value;
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
            darts.Append(round, window, found);
            IEnumerable<Dart> all = Enumerable.Range(0, Weights.Length).SelectMany(item => SlowCoins.BatchDarts(Seed, round, item, window));
            Assert.Equal(all.Where(dart => dart.Height < Weights[dart.Item]).OrderBy(dart => dart.Offset), found);
        }
    }

    [Theory]
    [InlineData(8u, 16u)]
    [InlineData(15u, 16u)]
    [InlineData(16u, 32u)]
    [InlineData(40u, 64u)]
    [InlineData(64u, 128u)]
    [InlineData(200u, 256u)]
    [InlineData(1u << 31, (1u << 31) + 64)]
    public void From_window_8_on_it_finds_the_late_darts_below_the_weights_to_the_end_of_their_run(uint window, uint next)
    {
        var found = new List<Dart>();
        Assert.Equal(next, darts.Append(round: 5, window, found));
        Assert.Equal(
            from each in Enumerable.Range(0, (int)(next - window))
            from dart in Enumerable.Range(0, Weights.Length)
                .SelectMany(item => SlowCoins.LateDarts(Seed, 5, item, window + (uint)each)).Where(dart => dart.Height < Weights[dart.Item]).OrderBy(dart => dart.Offset)
            select dart,
            found);
        Assert.All(found, dart => Assert.Equal(dart, darts.Named(5, dart.Item, dart.Window, dart.Order)));
    }

    [Fact]
    public void A_run_before_the_last_window_has_no_next_one() =>
        Assert.Throws<OverflowException>(() => darts.Append(round: 5, uint.MaxValue, []));

    [Fact]
    public void Late_darts_of_an_item_are_Poisson_in_every_window()
    {
        // Rate 1 in time, 2 time units, all heights.
        foreach (uint window in (uint[])[8, 31, 127])
        {
            AssertPoisson(Enumerable.Range(0, 4096).Select(round => SlowCoins.LateDarts(Seed, round, item: 6, window).Count));
        }
    }

    [Fact]
    public void Rounds_that_are_announced_have_the_same_darts()
    {
        // Of the second block too few to be worth it; between them, and again, some that were not announced.
        long[] rounds = [.. Enumerable.Range(0, 200).Select(index => 7L + (20 * index)), 4097, 5000, .. Enumerable.Range(0, 300).Select(index => 8192L + (9 * index))];
        var told = new BatchDarts(Rows.Constant(Weights), new PublicCoins(Seed));
        told.Announce(rounds);
        foreach (long round in rounds.SelectMany(round => (long[])[round, round, round + 1]))
        {
            for (uint window = 0; window < 3;)
            {
                var expected = new List<Dart>();
                var found = new List<Dart>();
                darts.Append(round, window, expected);
                window = told.Append(round, window, found);
                Assert.Equal(expected, found);
            }

            // A name of the party's own, and one that is not.
            Assert.Equal(darts.Named(round, 0, 1, 0), told.Named(round, 0, 1, 0));
            Assert.Equal(darts.Named(round, 19, 2, 1), told.Named(round, 19, 2, 1));
        }
    }

    [Fact]
    public void Rounds_that_are_released_have_the_same_first_darts_again()
    {
        Dart[] first = [.. Enumerable.Range(0, 4096).Select(round => darts.First(round))];
        darts.ReleaseFirst(new RoundRange(0, 4000));
        darts.ReleaseFirst(new RoundRange(4000, 5000));
        Assert.NotEqual(first[7], darts.First(4096 + 7));
        Assert.Equal(first, Enumerable.Range(0, 4096).Select(round => darts.First(round)));
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
            int[] ofRound = new int[4096];
            foreach ((_, int within, _) in SlowCoins.Arrivals(Seed, CoinPurpose.DartBatch12, 12, 0, window, item: 6).TakeWhile(arrival => arrival.Time < 8192))
            {
                ofRound[within]++;
            }

            AssertPoisson(ofRound);
        }
    }

    /// <summary>Numbers of darts in 4096 windows of 2 time units, at rate 1.</summary>
    private static void AssertPoisson(IEnumerable<int> ofRounds)
    {
        var counts = new long[7];
        foreach (int count in ofRounds)
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
