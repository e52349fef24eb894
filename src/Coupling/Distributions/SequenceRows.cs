using System.Globalization;

namespace Coupling.Distributions;

/// <summary>
/// The rows of a workload, each for the same number of rounds: rounds t·k..t·k+k−1 have row t. A single row is every round's,
/// however many there are.
/// </summary>
public sealed class SequenceRows : IRows
{
    private readonly IRowSource source;

    /// <summary>The last row that was asked for: rounds mostly come in order. Replaced as a whole, so that threads may share it.</summary>
    private volatile Remembered? last;

    /// <param name="source">The rows.</param>
    /// <param name="roundsPerRow">k, at least 1; rows times k is at most 2^48, as many rounds as the coins can address.</param>
    public SequenceRows(IRowSource source, long roundsPerRow)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(roundsPerRow, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(roundsPerRow, (Coins.CoinCounter.MaximumRound + 1) / source.Rows);
        this.source = source;
        RoundsPerRow = roundsPerRow;
    }

    /// <summary>k.</summary>
    public long RoundsPerRow { get; }

    /// <summary>How many rounds the rows are for: rows times k.</summary>
    public long Rounds => source.Rows * RoundsPerRow;

    public int AlphabetSize => source.AlphabetSize;

    public bool IsConstant => source.Rows == 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The round is negative, or after the last row's rounds.</exception>
    public Row RowAt(long round)
    {
        int index = IndexAt(round);
        if (last is { } remembered && remembered.Index == index)
        {
            return remembered.Row;
        }

        Row row = source.RowAt(index);
        last = new Remembered(index, row);
        return row;
    }

    /// <summary>
    /// The mean of the rows of a range of rounds, each row as often as it has rounds there: what the mean frequencies of the
    /// samples are expected to be. One row at a time, in order, with compensated sums.
    /// </summary>
    /// <param name="first">The first round.</param>
    /// <param name="rounds">How many, at least 1.</param>
    /// <returns>n weights.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rounds are not all within the rows'.</exception>
    public double[] Mixture(long first, long rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        int firstRow = IndexAt(first);
        int lastRow = IndexAt(checked(first + rounds - 1));
        var sums = new CompensatedSum[AlphabetSize];
        for (int index = firstRow; index <= lastRow; index++)
        {
            Row row = source.RowAt(index);
            long count = IsConstant ? rounds : Math.Min(first + rounds, (index + 1) * RoundsPerRow) - Math.Max(first, index * RoundsPerRow);
            for (int item = 0; item < sums.Length; item++)
            {
                sums[item].Add(row[item] * count);
            }
        }

        return Array.ConvertAll(sums, sum => sum.Value / rounds);
    }

    private int IndexAt(long round)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(round);
        if (IsConstant)
        {
            return 0;
        }

        return round < Rounds
            ? (int)(round / RoundsPerRow)
            : throw new ArgumentOutOfRangeException(
                nameof(round),
                round,
                string.Create(CultureInfo.InvariantCulture, $"There are {source.Rows} rows for {RoundsPerRow} rounds each, 0 to {Rounds - 1}."));
    }

    private sealed record Remembered(int Index, Row Row);
}
