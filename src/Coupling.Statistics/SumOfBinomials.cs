namespace Coupling.Statistics;

/// <summary>
/// Is a number of successes compatible with independent trials whose probabilities are known, but differ? The sum of binomial
/// variables X_t ~ Bin(n_t, p_t), of mean Σ n_t·p_t and variance Σ n_t·p_t·(1 − p_t).
/// </summary>
/// <remarks>
/// Tails by the saddlepoint formula of Lugannani and Rice (1980), with the first continuity correction of Daniels (1987) for lattices. It is
/// within a few percent of the exact tail, far out too, where a normal tail is off by powers of ten. All
/// probabilities alike, the tails are exact: <see cref="BinomialTest"/>.
/// </remarks>
public static class SumOfBinomials
{
    private const double RoundingOfCertainty = 1e-12;
    private const double FalseAlarmOfCertainty = 1e-3;
    private const int MostSteps = 200;

    /// <summary>Below this distance from the mean, in standard deviations, the formula cancels, and the normal tail is as good.</summary>
    private const double Central = 0.02;

    /// <summary>2·min(Pr[X ≤ successes], Pr[X ≥ successes]), at most 1. It may underflow to 0.</summary>
    /// <param name="successes">0..Σ n_t.</param>
    /// <param name="terms">n_t ≥ 0 and p_t in 0..1, up to rounding, as in <see cref="BinomialTest.TwoSided"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or a probability is out of range.</exception>
    public static double TwoSided(long successes, IReadOnlyList<(long Trials, double Probability)> terms) =>
        Math.Min(1, 2 * Math.Min(AtMost(successes, terms), AtLeast(successes, terms)));

    /// <summary>Pr[X ≤ successes].</summary>
    /// <inheritdoc cref="TwoSided"/>
    public static double AtMost(long successes, IReadOnlyList<(long Trials, double Probability)> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        long trials = terms.Sum(term => term.Trials);
        return AtLeast(trials - successes, [.. terms.Select(term => (term.Trials, 1 - term.Probability))]);
    }

    /// <summary>Pr[X ≥ successes].</summary>
    /// <inheritdoc cref="TwoSided"/>
    public static double AtLeast(long successes, IReadOnlyList<(long Trials, double Probability)> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        long trials = terms.Sum(term => term.Trials);
        BinomialCount.Check(successes, trials);
        double certain = Math.Min(RoundingOfCertainty, FalseAlarmOfCertainty / Math.Max(1, trials));
        long sure = 0;
        var random = new List<(long Trials, double Probability)>(terms.Count);
        foreach ((long count, double probability) in terms)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(terms));
            if (!(probability >= -1e-9 && probability <= 1 + 1e-9))
            {
                throw new ArgumentOutOfRangeException(nameof(terms), probability, "allowed: 0 to 1");
            }

            if (1 - probability <= certain)
            {
                sure += count;
            }
            else if (probability > certain && count > 0)
            {
                random.Add((count, probability));
            }
        }

        long left = successes - sure;
        long open = random.Sum(term => term.Trials);
        return left <= 0 ? 1
            : left > open ? 0
            : random.TrueForAll(term => term.Probability == random[0].Probability)
                ? RegularizedBeta.Lower(left, open - left + 1, random[0].Probability, 1 - random[0].Probability)
            : left == open ? Math.Exp(random.Sum(term => term.Trials * Math.Log(term.Probability)))
            : Tail(left, random);
    }

    private static double Tail(long successes, List<(long Trials, double Probability)> terms)
    {
        double mean = terms.Sum(term => term.Trials * term.Probability);
        double variance = terms.Sum(term => term.Trials * term.Probability * (1 - term.Probability));
        if (Math.Abs(successes - mean) <= Central * Math.Sqrt(variance))
        {
            return NormalUpperTail((successes - 0.5 - mean) / Math.Sqrt(variance));
        }

        double tilt = Saddlepoint(successes, terms);
        (double generating, _, double curvature) = Cumulants(tilt, terms);
        double w = Math.Sign(tilt) * Math.Sqrt(Math.Max(0, 2 * ((tilt * successes) - generating)));
        double u = -ExponentialMinusOne.Of(-tilt) * Math.Sqrt(curvature);
        double density = Math.Exp(-w * w / 2) / Math.Sqrt(2 * Math.PI);
        return Math.Clamp(NormalUpperTail(w) + (density * ((1 / u) - (1 / w))), 0, 1);
    }

    /// <summary>s with K′(s) = x; K′ rises from 0 to the number of trials. Bisected, which cannot run away.</summary>
    private static double Saddlepoint(long successes, List<(long Trials, double Probability)> terms)
    {
        double low = -1;
        double high = 1;
        while (Cumulants(low, terms).Mean > successes)
        {
            low *= 2;
        }

        while (Cumulants(high, terms).Mean < successes)
        {
            high *= 2;
        }

        for (int step = 0; step < MostSteps && high - low > 1e-14 * Math.Max(1, Math.Abs(low)); step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Cumulants(middle, terms).Mean < successes ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>K(s) = Σ n·log(1 − p + p·eˢ), K′ and K″.</summary>
    private static (double Generating, double Mean, double Curvature) Cumulants(double s, List<(long Trials, double Probability)> terms)
    {
        double generating = 0;
        double mean = 0;
        double curvature = 0;
        foreach ((long trials, double probability) in terms)
        {
            // Either form is exact where the other would overflow.
            double rest = 1 - probability;
            double tilted = s > 0
                ? probability / (probability + (rest * Math.Exp(-s)))
                : probability * Math.Exp(s) / (rest + (probability * Math.Exp(s)));
            generating += trials * (s > 0
                ? s + Math.Log(probability + (rest * Math.Exp(-s)))
                : LogarithmOfOnePlus(probability * ExponentialMinusOne.Of(s)));
            mean += trials * tilted;
            curvature += trials * tilted * (1 - tilted);
        }

        return (generating, mean, curvature);
    }

    // The platform's own adds first, and loses what is small.
    private static double LogarithmOfOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static double NormalUpperTail(double z) => MathNet.Numerics.SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2;
}
