namespace Coupling.Figures.Advising;

/// <summary>What the rounds of a mode that speaks spent their time on.</summary>
/// <param name="SecondsPerRound">All of it over all rounds, filling and emptying of the link included.</param>
/// <param name="AliceWaits">Share in which Alice could run nothing, 0..1.</param>
/// <param name="BobWaits">Likewise.</param>
/// <param name="UpUsed">Share of what the rate carries from Alice to Bob, 0..1; null without a rate.</param>
/// <param name="DownUsed">Likewise back.</param>
/// <param name="TurnsPerBatch">Of both parties.</param>
public sealed record AdviceTime(double SecondsPerRound, double AliceWaits, double BobWaits, double? UpUsed, double? DownUsed, double TurnsPerBatch)
{
    /// <summary>Rounding in the last digits decides nothing.</summary>
    private const double Same = 1e-6;

    /// <summary>Time per round in which the busier party was at work.</summary>
    public double Busy => (1 - Math.Min(AliceWaits, BobWaits)) * SecondsPerRound;

    /// <summary>The most of: what the rate takes, what turns take, what the busier party takes.</summary>
    /// <param name="predicted">Time per round of the link alone; null without a shape.</param>
    public AdviceLimit Limit(double? predicted)
    {
        if (predicted is not { } link || Busy >= link)
        {
            return AdviceLimit.Parties;
        }

        double rate = Math.Max(UpUsed ?? 0, DownUsed ?? 0) * SecondsPerRound;
        return link > rate * (1 + Same) ? AdviceLimit.Turns : AdviceLimit.Rate;
    }
}
