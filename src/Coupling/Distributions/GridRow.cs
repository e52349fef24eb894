namespace Coupling.Distributions;

/// <summary>
/// P′: a row rounded to multiples of a step 2⁻ᵐ that sum to 1 exactly, by largest remainder: every weight down to the grid, and
/// the steps that are missing then to the weights that lost most. Source: docs/protocols/lowcomm.md, step 1.
/// </summary>
public sealed class GridRow
{
    /// <summary>The finest grid. At 2⁻⁵⁰ the roundings of binary64 still sum to less than a step.</summary>
    public const int MaximumGridBits = 50;

    private readonly long[] steps;

    private GridRow(long[] steps, int gridBits)
    {
        this.steps = steps;
        GridBits = gridBits;
    }

    /// <summary>m: there are 2^m steps, m in 1..50.</summary>
    public int GridBits { get; }

    /// <summary>Each weight in steps, 0..2^m; their sum is 2^m.</summary>
    public ReadOnlySpan<long> Steps => steps;

    /// <summary>Rounds the weights divided by their compensated sum. Of equal remainders the lower item's is rounded up.</summary>
    /// <param name="row">P, of n items.</param>
    /// <param name="gridBits">m, 1..50. The total variation distance of P and P′ is at most n·2⁻ᵐ/4.</param>
    public static GridRow Of(Row row, int gridBits)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentOutOfRangeException.ThrowIfLessThan(gridBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(gridBits, MaximumGridBits);

        // Scaling by a power of two and taking the fraction are exact; only the division rounds.
        return new GridRow(LargestRemainder.Apportion(row.Weights, 1L << gridBits), gridBits);
    }

    /// <summary>The weights of this row where a sum of 1 is written as <paramref name="total"/>: steps · (total · 2⁻ᵐ).</summary>
    public double[] Weights(double total)
    {
        double step = Math.ScaleB(total, -GridBits);
        return Array.ConvertAll(steps, count => count * step);
    }
}
