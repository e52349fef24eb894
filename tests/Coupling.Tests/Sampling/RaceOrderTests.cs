using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;
using CsCheck;

namespace Coupling.Tests;

public class RaceOrderTests
{
    private const int Rounds = 40;

    private static readonly PublicCoins Coins = new(43);

    private static readonly Row[] Some =
    [
        Rows.Of(1), Rows.Of(0, 1, 0), Rows.Of(0.5, 0.3, 0.2), Rows.Of(1, 1e-300), Rows.Of(1, 2.3e-308, 1e-307), Rows.Zipf(37, 1), Rows.Zipf(300, 1.2, stride: 7),
        Rows.Uniform(129), Rows.Uniform(500),
    ];

    [Fact]
    public void The_item_of_a_rank_is_that_of_all_items_sorted() => Assert.All(Some, row =>
    {
        var order = new RaceOrder(row, Coins);
        for (int round = 0; round < Rounds; round++)
        {
            int[] sorted = Sorted(row, round);
            Assert.Equal(sorted.Length, order.Arriving);
            foreach (int rank in Enumerable.Range(1, sorted.Length).Where(rank => rank < 20 || rank % 31 == 0 || rank == sorted.Length))
            {
                Assert.Equal(sorted[rank - 1], order.ItemAt(round, rank));
            }
        }
    });

    [Fact]
    public void The_rank_of_an_item_is_that_of_all_items_sorted() => Assert.All(Some, row =>
    {
        var order = new RaceOrder(row, Coins);
        for (int round = 0; round < Rounds; round++)
        {
            int[] sorted = Sorted(row, round);
            for (int item = 0; item < row.Length; item++)
            {
                int? rank = Array.IndexOf(sorted, item) is >= 0 and var place ? place + 1 : null;
                Assert.Equal(rank, order.RankOf(round, item, row.Length));
                Assert.Equal(rank <= 5 ? rank : null, order.RankOf(round, item, last: 5));
            }
        }
    });

    [Fact]
    public void The_first_is_the_sample_of_the_race() => Assert.All(Some, row =>
    {
        var order = new RaceOrder(row, Coins);
        var race = new RaceSampler(Rows.Constant(row), Coins);
        for (int round = 0; round < Rounds; round++)
        {
            Assert.Equal(race.Sample(round), order.ItemAt(round, 1));
        }
    });

    [Fact]
    public void Rank_and_item_are_inverse_in_a_large_alphabet()
    {
        Row row = Rows.Zipf(100_000, 1.1, stride: 77);
        var order = new RaceOrder(row, Coins);
        Gen.Select(Gen.Long[0, (1L << 48) - 1], Gen.Int[1, 3000]).Sample(
            (round, rank) => Assert.Equal(rank, order.RankOf(round, order.ItemAt(round, rank), rank)), iter: 30, threads: 1);
    }

    /// <remarks>1/2^1022 of an exponential of 4 or more is beyond all numbers: several items may arrive at infinity.</remarks>
    [Fact]
    public void Of_equal_times_the_lower_item_is_first()
    {
        Row row = Rows.Of([1, .. Enumerable.Repeat(2.2250738585072014e-308, 60)]);
        var order = new RaceOrder(row, Coins);
        var race = new RaceItemV1(Coins);
        int ties = 0;
        for (int round = 0; round < Rounds; round++)
        {
            int[] late = [.. Enumerable.Range(1, 60).Where(item => double.IsInfinity(race.Exponential(round, item) / row[item]))];
            ties += late.Length;
            for (int place = 0; place < late.Length; place++)
            {
                int rank = 62 - late.Length + place;
                Assert.Equal(late[place], order.ItemAt(round, rank));
                Assert.Equal(rank, order.RankOf(round, late[place], 61));
            }
        }

        Assert.True(ties > Rounds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_rank_that_nobody_has_is_refused(int rank) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RaceOrder(Rows.Of(0.5, 0, 0.5), Coins).ItemAt(0, rank));

    private static int[] Sorted(Row row, long round)
    {
        var race = new RaceItemV1(Coins);
        return
        [
            .. Enumerable.Range(0, row.Length)
                .Where(item => row[item] > 0)
                .OrderBy(item => race.Exponential(round, item) / row[item])
                .ThenBy(item => item),
        ];
    }
}
