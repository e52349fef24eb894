using Coupling.Distributions;

namespace Coupling.Conformance;

public class PerRowTests
{
    [Fact]
    public void Batches_on_both_sides_of_a_change_of_rows_prepare_each_once()
    {
        int prepared = 0;
        var perRow = new PerRow<string>(new RowsInTurn(Weights(1, 0), Weights(0, 1)), row => $"{row[0]} {prepared++}");
        Assert.All(Enumerable.Range(0, 100), round => Assert.Equal(round % 2 == 0 ? "1 0" : "0 1", perRow.At(round)));
        Assert.Equal(2, prepared);
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(1 << 15, 16)]
    [InlineData(1 << 17, 4)]
    [InlineData(1 << 18, 2)]
    [InlineData(1 << 20, 2)]
    public void How_many_rows_stay_depends_on_their_length(int n, int capacity)
    {
        var perRow = new PerRow<Row>(new RowsInTurn(Row.FromWeights([.. Enumerable.Repeat(1.0 / n, n)], "test")), row => row);
        Assert.Equal(capacity, perRow.Capacity);
    }

    [Fact]
    public void The_row_that_was_used_longest_ago_makes_room()
    {
        Row[] rows = [.. Enumerable.Range(0, 17).Select(_ => Weights(1))];
        List<Row> prepared = [];
        var perRow = new PerRow<Row>(new RowsInTurn(rows), row =>
        {
            prepared.Add(row);
            return row;
        });
        foreach (int round in (int[])[.. Enumerable.Range(0, 16), 0, 16, 0, 1])
        {
            Assert.Same(rows[round], perRow.At(round));
            Assert.InRange(perRow.Count, 1, perRow.Capacity);
        }

        // Row 1, not 0, had to go for 16.
        Assert.Equal([.. rows, rows[1]], prepared);
    }

    [Fact]
    public void A_row_that_was_read_again_is_prepared_again()
    {
        var rows = new RowsInTurn(Weights(0.5, 0.5), Weights(0.5, 0.5));
        var perRow = new PerRow<Row>(rows, row => row);
        Assert.NotSame(perRow.At(0), perRow.At(1));
    }

    private static Row Weights(params double[] weights) => Row.FromWeights(weights, "test");

    /// <summary>A few rows, one round after the other.</summary>
    private sealed class RowsInTurn(params Row[] rows) : IRows
    {
        public int AlphabetSize => rows[0].Length;

        public bool IsConstant => false;

        public Row RowAt(long round) => rows[round % rows.Length];
    }
}
