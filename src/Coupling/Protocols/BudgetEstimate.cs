namespace Coupling.Protocols;

/// <summary>
/// What a unit of `budget:B` knows of its pair: the outlook, and how often first darts differed since. Both parties see the same bits and
/// keep an equal one. It decides what is worth trying; no sample's law depends on it.
/// </summary>
internal sealed class BudgetEstimate(BudgetOutlook outlook)
{
    /// <summary>The outlook's distance counts as much as rounds with so many differences.</summary>
    private const double OutlookDifferences = 16;

    private double checkedRounds = OutlookDifferences * (1 + outlook.Distance) / (2 * outlook.Distance);
    private double differing = OutlookDifferences;

    /// <summary>μ: how often first darts differ, above 0 and below 1.</summary>
    public double Differing => Math.Min(differing / checkedRounds, 0.999);

    /// <summary>D = μ/(2 − μ).</summary>
    public double Distance => Differing / (2 - Differing);

    /// <summary>What a repair of all rounds may gain over minhash: 1 − D less its floor, D(1−D)/(1+D).</summary>
    public double Room => Distance * (1 - Distance) / (1 + Distance);

    /// <summary>(1 − D − gumbel), estimated: what a perfect upgrade gains over the race.</summary>
    public double GainOverRace => outlook.GainShare * Room;

    /// <summary>Of so many rounds, checked with c hash bits, so many were seen to differ.</summary>
    public void SawDarts(int rounds, int hashBits, int different)
    {
        checkedRounds += rounds * (1 - (1.0 / (1 << hashBits)));
        differing += different;
    }
}
