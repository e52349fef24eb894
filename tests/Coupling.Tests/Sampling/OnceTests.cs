using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Tests;

/// <summary>Whether a row is prepared for many rounds or used as it is for one changes no sample.</summary>
public class OnceTests
{
    private static readonly PublicCoins Coins = new(99);

    private static readonly Row[] SomeRows =
    [
        Rows.Zipf(1, 1), Rows.Zipf(2, 1), Rows.Zipf(7, 1), Rows.Zipf(3000, 1),
        Row.FromWeights([.. Enumerable.Range(0, 401).Select(item => item % 3 == 0 ? 1.0 / 134 : 0)], "every third"),
    ];

    [Fact]
    public void Races_have_the_same_winner() => ForSomeRounds((row, round) =>
        Assert.Equal(new RaceSampler(new ConstantRows(row), Coins).Sample(round), RaceSampler.Once(row, Coins, round)));

    [Fact]
    public void Darts_are_the_same() => ForSomeRounds((row, round) =>
    {
        var prepared = new DartSearch(new ConstantRows(row), Coins);
        DartSearch once = DartSearch.Once(row, Coins);
        Assert.Equal(prepared.First(round), once.First(round));
        List<Dart> expected = [];
        List<Dart> actual = [];
        prepared.Append(round, window: 1, expected);
        once.Append(round, window: 1, actual);
        Assert.Equal(expected, actual);
    });

    [Fact]
    public void Orders_of_arrival_are_the_same() => ForSomeRounds((row, round) =>
    {
        var prepared = new RaceOrder(row, Coins);
        RaceOrder once = RaceOrder.Once(row, Coins);
        Assert.Equal(prepared.Arriving, once.Arriving);
        foreach (int rank in (int[])[1, Math.Min(5, once.Arriving), Math.Min(200, once.Arriving)])
        {
            int item = prepared.ItemAt(round, rank);
            Assert.Equal(item, once.ItemAt(round, rank));
            Assert.Equal(rank, once.RankOf(round, item, last: 1000));
        }
    });

    private static void ForSomeRounds(Action<Row, long> check)
    {
        foreach (Row row in SomeRows)
        {
            for (long round = 0; round < 30; round++)
            {
                check(row, round);
            }
        }
    }
}
