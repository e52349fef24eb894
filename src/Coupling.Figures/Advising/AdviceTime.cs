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

    /// <summary>What is in use for a smaller part of the time limits nothing.</summary>
    private const double InUse = 0.6;

    /// <summary>
    /// The one of these that is in use most of the time: the rate, the busier party. Where turns times delay take more than either, or
    /// neither is in use for much of the time, batches wait for their turns.
    /// </summary>
    /// <param name="predicted">Time per round of the link alone; null without a shape.</param>
    public AdviceLimit Limit(double? predicted)
    {
        if (predicted is not { } link)
        {
            return AdviceLimit.Parties;
        }

        double busy = 1 - Math.Min(AliceWaits, BobWaits);
        double rate = Math.Max(UpUsed ?? 0, DownUsed ?? 0);
        double most = Math.Max(busy, rate);
        return most < InUse || link > most * SecondsPerRound * (1 + Same) ? AdviceLimit.Turns
            : busy >= rate ? AdviceLimit.Parties : AdviceLimit.Rate;
    }
}
