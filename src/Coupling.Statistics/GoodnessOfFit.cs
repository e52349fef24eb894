using MathNet.Numerics;

namespace Coupling.Statistics;

/// <summary>Pearson's χ² and the G-test of counts against a fully specified distribution.</summary>
public static class GoodnessOfFit
{
    /// <summary>Cells are pooled to at least this expectation, where both statistics are close to χ².</summary>
    public const double MinimumExpectation = 25;

    /// <summary>
    /// Tests <paramref name="counts"/> against <paramref name="probabilities"/> in O(n log n). The cells depend on the
    /// probabilities and the number of samples only: items in order of falling probability (ties by index), alone
    /// while they are expected at least 25 times, then pooled in that order into cells of at least 25; a remainder
    /// below 25 joins the last cell. No sample, or one cell, gives 0 degrees of freedom and p = 1.
    /// </summary>
    /// <param name="counts">How often each item was seen, each at least 0.</param>
    /// <param name="probabilities">Finite weights of at least 0, divided by their sum here.</param>
    /// <exception cref="ArgumentException">Lengths differ, there is no item, or all weights are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count or a weight is out of range.</exception>
    public static GoodnessOfFitResult Test(ReadOnlySpan<long> counts, ReadOnlySpan<double> probabilities)
    {
        (long samples, double total) = Check(counts, probabilities);
        long onZero = 0;
        for (int item = 0; item < counts.Length; item++)
        {
            onZero += probabilities[item] == 0 ? counts[item] : 0;
        }

        List<ExpectedCell> cells = ExpectedCell.Pool(counts, probabilities, samples / total);
        int degrees = cells.Count - 1;
        if (onZero > 0)
        {
            return new(double.PositiveInfinity, double.PositiveInfinity, degrees, 0, 0, onZero);
        }

        (double pearson, double deviance) = degrees == 0 ? (0, 0) : Statistics(cells);
        return new(pearson, deviance, degrees, UpperTail(degrees, pearson), UpperTail(degrees, deviance), 0);
    }

    private static (double Pearson, double Deviance) Statistics(List<ExpectedCell> cells)
    {
        double pearson = 0;
        double deviance = 0;
        foreach (ExpectedCell cell in cells)
        {
            double difference = cell.Observed - cell.Expected;
            pearson += difference * difference / cell.Expected;

            // Σ observed = Σ expected, so the deviance's two further terms vanish in the sum; its cancellation too.
            deviance += 2 * Deviance.Of(cell.Observed, cell.Expected);
        }

        return (pearson, deviance);
    }

    private static double UpperTail(int degrees, double statistic) =>
        degrees == 0 || statistic == 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2.0, statistic / 2);

    private static (long Samples, double Total) Check(ReadOnlySpan<long> counts, ReadOnlySpan<double> probabilities)
    {
        if (counts.Length != probabilities.Length || counts.IsEmpty)
        {
            throw new ArgumentException("counts and probabilities must have the same length, at least 1");
        }

        long samples = 0;
        double total = 0;
        for (int item = 0; item < counts.Length; item++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(counts[item], nameof(counts));
            if (!(probabilities[item] >= 0 && double.IsFinite(probabilities[item])))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(probabilities), probabilities[item], "allowed: finite, at least 0");
            }

            samples = checked(samples + counts[item]);
            total += probabilities[item];
        }

        return total > 0 ? (samples, total) : throw new ArgumentException("all probabilities are 0");
    }
}
