namespace Coupling.Distributions;

/// <summary>
/// P′: the row that both parties have when one has shipped its row in a format. Both make it from the shipped numbers alone,
/// by the same operations in the same order. Source: docs/protocols/optimal.md, step 1.
/// </summary>
public static class ShippedRow
{
    private const string Source = "the shipped distribution";

    /// <summary>P′ as the party knows it that ships <paramref name="row"/>.</summary>
    public static Row Of(Row row, WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(format);
        return format.IsExact ? row : FromNumbers(Array.ConvertAll(row.Weights.ToArray(), weight => format.Decode(format.Encode(weight))), format);
    }

    /// <summary>P′ of shipped numbers.</summary>
    /// <param name="numbers">As decoded; the row takes ownership of them.</param>
    /// <param name="format">An exact one leaves them as they are; else they are divided by their sum.</param>
    /// <exception cref="BadDataException">Rounding a row cannot have given these.</exception>
    public static Row FromNumbers(double[] numbers, WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(format);
        if (!format.IsExact)
        {
            Normalise(numbers, format);
        }

        return Row.FromWeights(numbers, Source);
    }

    /// <summary>Divides by the compensated sum, taken in item order. It is never 0: the largest of n weights is at least about 1/n.</summary>
    private static void Normalise(double[] numbers, WeightFormat format)
    {
        double sum = CompensatedSum.Of(numbers);
        double tolerance = format.UnitRoundoff + (numbers.Length * format.LargestSubnormalError) + (2 * Row.SumTolerance);
        if (!(Math.Abs(sum - 1) <= tolerance))
        {
            throw new BadDataException(FormattableString.Invariant(
                $"{Source}: sum of the weights: {sum} (allowed: 1 within {tolerance}, what rounding to {format.Name} can do)"));
        }

        for (int item = 0; item < numbers.Length; item++)
        {
            numbers[item] /= sum;
        }
    }
}
