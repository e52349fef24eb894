using Coupling.Distributions;

namespace Coupling.Tests;

public class SequenceRowsTests
{
    private static readonly Row First = Rows.Of(0.5, 0.25, 0.25);
    private static readonly Row Second = Rows.Of(0, 1, 0);
    private static readonly Row Third = Rows.Of(0.25, 0.25, 0.5);

    [Fact]
    public void Every_row_has_its_rounds()
    {
        var rows = new SequenceRows(new ListedRows(First, Second, Third), 4);
        Assert.Equal((3, 4, 12, false), (rows.AlphabetSize, rows.RoundsPerRow, rows.Rounds, rows.IsConstant));
        Assert.All(Enumerable.Range(0, 12), round => Assert.Same(round < 4 ? First : round < 8 ? Second : Third, rows.RowAt(round)));
    }

    [Fact]
    public void The_source_is_asked_once_for_rounds_in_order()
    {
        var source = new ListedRows(First, Second);
        var rows = new SequenceRows(source, 100);
        for (int round = 0; round < 200; round++)
        {
            rows.RowAt(round);
        }

        Assert.Equal([0, 1], source.Asked);
    }

    [Fact]
    public void There_is_no_round_after_the_last_row_or_before_the_first()
    {
        var rows = new SequenceRows(new ListedRows(First, Second), 4);
        Assert.Contains("2 rows for 4 rounds each, 0 to 7", Assert.Throws<ArgumentOutOfRangeException>(() => rows.RowAt(8)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.RowAt(long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.RowAt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Mixture(7, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Mixture(0, 0));
    }

    [Fact]
    public void A_single_row_is_every_rounds()
    {
        var rows = new SequenceRows(new ListedRows(First), 4);
        Assert.True(rows.IsConstant);
        Assert.Same(First, rows.RowAt(0));
        Assert.Same(First, rows.RowAt((1L << 48) - 1));
        Assert.Equal(First.Weights.ToArray(), rows.Mixture(1000, 7));
    }

    [Fact]
    public void Rounds_are_as_many_as_the_coins_can_address()
    {
        var source = new ListedRows(First, Second);
        Assert.Equal(1L << 48, new SequenceRows(source, 1L << 47).Rounds);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequenceRows(source, (1L << 47) + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequenceRows(source, 0));
    }

    [Theory]
    [InlineData(0, 12, 0.25, 0.5, 0.25)]
    [InlineData(0, 4, 0.5, 0.25, 0.25)]
    [InlineData(3, 2, 0.25, 0.625, 0.125)]
    [InlineData(5, 1, 0.0, 1.0, 0.0)]
    [InlineData(2, 8, 0.1875, 0.625, 0.1875)]
    public void A_mixture_counts_each_row_as_often_as_it_has_rounds(long first, long rounds, double a, double b, double c) =>
        Assert.Equal([a, b, c], new SequenceRows(new ListedRows(First, Second, Third), 4).Mixture(first, rounds));

    [Fact]
    public void The_mixture_of_many_rows_loses_nothing()
    {
        // 0.1 added 100,000 times is off by 1e-8 without compensation.
        var source = new ListedRows([.. Enumerable.Repeat(Rows.Of(0.1, 0.9), 100_000)]);
        Assert.Equal([0.1, 0.9], new SequenceRows(source, 1).Mixture(0, 100_000));
    }
}
