namespace Coupling.Statistics;

/// <summary>Loader's deviance: how far an observed count is from its expectation, on the scale of log-likelihood.</summary>
/// <remarks>Source: C. Loader, "Fast and accurate computation of binomial probabilities", 2000.</remarks>
internal static class Deviance
{
    private const double SeriesRange = 0.1;
    private const double SeriesCutoff = 1e-18;

    /// <summary>
    /// observed·ln(observed/expected) + expected − observed, at least 0, without the cancellation between the three
    /// terms when the two are close. <paramref name="observed"/> ≥ 0, <paramref name="expected"/> &gt; 0.
    /// </summary>
    public static double Of(double observed, double expected)
    {
        double difference = observed - expected;
        double sum = observed + expected;
        if (Math.Abs(difference) >= SeriesRange * sum)
        {
            return observed == 0
                ? expected
                : Math.Max(0, (observed * Math.Log(observed / expected)) + expected - observed);
        }

        // With v = difference/sum, ln(observed/expected) = 2·artanh(v); the leading terms cancel by hand.
        double v = difference / sum;
        double total = difference * v;
        double power = 2 * observed * v;
        double square = v * v;
        for (int order = 3; ; order += 2)
        {
            power *= square;
            double term = power / order;
            total += term;
            if (Math.Abs(term) <= SeriesCutoff * total)
            {
                return total;
            }
        }
    }
}
