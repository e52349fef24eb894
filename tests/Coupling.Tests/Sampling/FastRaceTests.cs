using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Tests;

/// <summary>Blocks that stay closed, items that are passed over, lists and tiles: none of it changes a sample.</summary>
public class FastRaceTests
{
    private const ulong Seed = 1234567;

    private static readonly double[][] SomeRows =
    [
        [1],
        [0, 1],
        [0.5, 0.3, 0.2],
        [1e-300, 1 - 1e-12, 0, 1e-12],
        [.. Enumerable.Repeat(1.0 / 63, 63)],
        [.. Enumerable.Repeat(1.0 / 64, 64)],
        [.. Enumerable.Repeat(1.0 / 65, 65)],
        [.. Rows.Zipf(1000, 1, stride: 37).Weights],
        [.. Rows.Zipf(4097, 1.3, stride: 5).Weights],
        [.. Enumerable.Range(0, 5000).Select(item => item % 1000 == 999 ? 0.2 : 0)],
        [.. Generators.Dirichlet(1, 2500, 3).Weights],
    ];

    public static TheoryData<int> RowNumbers => [.. Enumerable.Range(0, SomeRows.Length)];

    [Theory]
    [MemberData(nameof(RowNumbers))]
    public void The_race_by_blocks_is_won_by_the_item_that_is_first(int number)
    {
        double[] weights = SomeRows[number];
        var race = new BlockRace(new PublicCoins(Seed));
        var sampler = new BlockRaceSampler(Rows.Constant(Row.FromWeights(weights, "test")), new PublicCoins(Seed));
        for (long round = 0; round < 40; round++)
        {
            int expected = First(weights, item => SlowCoins.BlockRace(Seed, round, item));
            Assert.Equal(expected, race.Sample(weights, round));
            Assert.Equal(expected, sampler.Sample(round));
        }
    }

    [Theory]
    [MemberData(nameof(RowNumbers))]
    public void Narrow_weights_win_as_the_wide_numbers_of_the_same_value(int number)
    {
        float[] narrow = Array.ConvertAll(SomeRows[number], weight => (float)weight);
        double[] wide = Array.ConvertAll(narrow, weight => (double)weight);
        var race = new BlockRace(new PublicCoins(Seed));
        for (long round = 0; round < 200; round++)
        {
            Assert.Equal(race.Sample(wide, round), race.Sample(narrow, round));
        }
    }

    [Theory]
    [MemberData(nameof(RowNumbers))]
    public void The_race_over_64_rounds_is_won_by_the_items_that_are_first(int number) => AssertBatch(SomeRows[number], log2Rounds: 6, blocks: 3);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    public void The_race_over_4096_rounds_is_won_by_the_items_that_are_first(int number) => AssertBatch(SomeRows[number], log2Rounds: 12, blocks: 1);

    [Fact]
    public void A_block_that_was_drawn_into_the_memory_of_another_is_the_same()
    {
        IRows rows = Rows.Constant(Row.FromWeights(SomeRows[7], "test"));
        var sampler = new BatchRaceSampler(rows, new PublicCoins(Seed), log2Rounds: 6);
        int[] first = new int[64 * 9];
        int[] again = new int[first.Length];
        sampler.Sample(new RoundRange(0, first.Length), first);
        sampler.Sample(new RoundRange(0, again.Length), again);
        Assert.Equal(first, again);
        Assert.Equal(first[70], sampler.Sample(70));
    }

    private static void AssertBatch(double[] weights, int log2Rounds, int blocks)
    {
        int rounds = 1 << log2Rounds;
        CoinPurpose purpose = log2Rounds == 6 ? CoinPurpose.RaceBatch6 : CoinPurpose.RaceBatch12;
        var sampler = new BatchRaceSampler(Rows.Constant(Row.FromWeights(weights, "test")), new PublicCoins(Seed), log2Rounds);
        int[] drawn = new int[rounds];
        for (long first = 0; first < blocks * rounds; first += rounds)
        {
            var times = new Dictionary<(int Round, int Item), double>();
            for (int item = 0; item < weights.Length; item++)
            {
                // Far beyond where the last round is decided.
                foreach ((double time, int round, _) in SlowCoins.Arrivals(Seed, purpose, log2Rounds, first, window: 0, item))
                {
                    if (time >= 30.0 * rounds * weights[item])
                    {
                        break;
                    }

                    times.TryAdd((round, item), time / weights[item]);
                }
            }

            sampler.Sample(new RoundRange(first, rounds), drawn);
            int[] expected = [.. times.GroupBy(entry => entry.Key.Round).OrderBy(group => group.Key)
                .Select(group => group.OrderBy(entry => entry.Value).ThenBy(entry => entry.Key.Item).First().Key.Item)];
            Assert.Equal(expected, drawn);
        }
    }

    private static int First(double[] weights, Func<int, double> time) =>
        Enumerable.Range(0, weights.Length).Where(item => weights[item] > 0).OrderBy(item => time(item) / weights[item]).ThenBy(item => item).First();
}
