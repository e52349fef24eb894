namespace Coupling.Protocols;

/// <summary>
/// What a unit of `budget:B` has shown so far: how often first darts differ, and how often the race agrees. Both parties see the same
/// bits and keep an equal one. It decides what is worth trying; no sample's law depends on it.
/// </summary>
internal sealed class BudgetEstimate
{
    /// <summary>Hash bits of a race check.</summary>
    public const int RaceHashBits = 2;

    // (1 − D − gumbel) as a share of D(1−D)/(1+D) was .2 to .5 for most pairs tried; 0 and 1 occur.
    private const double PriorShare = 0.3;
    private const double PriorDeviation = 0.15;

    private double checkedRounds;
    private double differing;
    private double raceWeight;
    private double raceSum;

    /// <summary>μ: how often first darts differ, above 0 and below 1.</summary>
    public double Differing => Math.Min((differing + 0.5) / (checkedRounds + 1), 0.999);

    /// <summary>D = μ/(2 − μ).</summary>
    public double Distance => Differing / (2 - Differing);

    /// <summary>What a repair of all rounds may gain over minhash: 1 − D less its floor, D(1−D)/(1+D).</summary>
    public double Room => Distance * (1 - Distance) / (1 + Distance);

    /// <summary>(1 − D − gumbel), estimated: what a perfect upgrade gains over the race.</summary>
    public double GainOverRace
    {
        get
        {
            double priorWeight = 1 / (PriorDeviation * PriorDeviation * Room * Room);
            double sum = PriorShare * Room * priorWeight;
            if (raceWeight == 0)
            {
                return sum / priorWeight;
            }

            double slope = 2 / ((2 - Differing) * (2 - Differing));
            double distanceVariance = slope * slope * Differing * (1 - Differing) / (checkedRounds + 1);
            double weight = 1 / (distanceVariance + (1 / raceWeight));
            double measured = 1 - Distance - (raceSum / raceWeight);
            return (sum + (measured * weight)) / (priorWeight + weight);
        }
    }

    /// <summary>Of so many rounds, checked with c hash bits, so many were seen to differ.</summary>
    public void SawDarts(int rounds, int hashBits, int different)
    {
        checkedRounds += rounds * (1 - (1.0 / (1 << hashBits)));
        differing += different;
    }

    /// <summary>Of so many groups of 2^logSize races, so many showed a difference.</summary>
    public void SawRaces(int groups, int logSize, int different)
    {
        // Pr[shown] = (1 − 2⁻ᵏ)(1 − gᴸ): half an event is added on each side, so that 0 and all say something finite.
        const double Shown = 1 - (1.0 / (1 << RaceHashBits));
        double share = (different + 0.5) / (groups + 1);
        double all = Math.Max(1 - (share / Shown), 1.0 / 64);
        double one = all;
        for (int halving = 0; halving < logSize; halving++)
        {
            one = Math.Sqrt(one);
        }

        double slope = one / (Shown * (1 << logSize) * all);
        double weight = groups / (share * (1 - share) * slope * slope);
        raceWeight += weight;
        raceSum += weight * one;
    }
}
