namespace Coupling.Figures.Advising;

/// <summary>What every mode gives on one pair and one link, and which of them to take.</summary>
/// <param name="RunId">The run that measured it.</param>
/// <param name="P">Alice's SPEC.</param>
/// <param name="Q">Bob's SPEC.</param>
/// <param name="AlphabetSize">n.</param>
/// <param name="Seed">Of the public coins.</param>
/// <param name="RoundsPerRow">K of a workload, whose pair changes that often; null for one pair.</param>
/// <param name="Seconds">Time per mode that was asked for; null without.</param>
/// <param name="TotalVariation">D; null without disclosure.</param>
/// <param name="Optimum">1 − D; likewise.</param>
/// <param name="Link">Its shape; null for none.</param>
/// <param name="Points">The modes that were measured, by agreed samples per second, at least one.</param>
/// <param name="Unmeasured">Those that were not.</param>
/// <param name="Wish">What the user asks of a mode.</param>
public sealed record Advice(
    string RunId,
    string P,
    string Q,
    int AlphabetSize,
    ulong Seed,
    long? RoundsPerRow,
    double? Seconds,
    double? TotalVariation,
    double? Optimum,
    AdviceLink? Link,
    IReadOnlyList<AdvicePoint> Points,
    IReadOnlyList<UnmeasuredMode> Unmeasured,
    AdviceWish Wish)
{
    /// <summary>Rounding of closed forms is no loss.</summary>
    private const double NoLoss = 1e-12;

    /// <summary>What losses are counted from: 1 − D, or the highest agreement of any mode where D is not known.</summary>
    public double Best => Optimum ?? Points.Max(point => point.Level);

    /// <summary>Whether <see cref="Best"/> is 1 − D.</summary>
    public bool KnowsOptimum => Optimum is not null;

    /// <summary>Whether all that is missing could not be had on this link.</summary>
    public bool IsComplete => Unmeasured.All(mode => mode.IsTooSlow);

    /// <summary>The highest agreement without a bit; null if no silent mode was measured.</summary>
    public AdvicePoint? BestSilent => Points.Where(point => point.IsSilent).MaxBy(point => point.Level);

    /// <summary>All modes as they were measured; null if the user asked for a pair that changes, and they were measured on one that stays.</summary>
    public AdviceChoice? AsMeasured => Wish.PairChanges && RoundsPerRow is null ? null : new AdviceChoice(this, Points);

    /// <summary>
    /// The modes that do not care whether the pair stays; null if none of the others was measured, or the pair did change, or nothing is left.
    /// </summary>
    public AdviceChoice? IfPairChanges =>
        RoundsPerRow is null && (Wish.PairChanges || Points.Any(point => point.NeedsPairToStay)) && Points.Where(IsFree).ToArray() is { Length: > 0 } free
            ? new AdviceChoice(this, free)
            : null;

    /// <summary>Whether the modes that the link limits come in the order that it predicts.</summary>
    public LinkOrder Order => LinkOrder.Of(Points);

    /// <summary>1 − D less the mode's Pr[a = b]; never below 0, which only noise makes.</summary>
    public double Loss(AdvicePoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Best - point.Level is > NoLoss and var loss ? loss : 0;
    }

    /// <summary>Whether a mode loses no more than that.</summary>
    public bool KeepsTo(double maxLoss, AdvicePoint point) => Loss(point) <= maxLoss + NoLoss;

    /// <summary>Socket bits per agreed sample that the best silent mode has not; null for silent modes, for those that agree no more often, and without a silent mode.</summary>
    public double? BitsPerAdded(AdvicePoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return !point.IsSilent && BestSilent is { } silent && point.Level - silent.Level is > NoLoss and var more ? point.SocketBits / more : null;
    }

    private static bool IsFree(AdvicePoint point) => !point.NeedsPairToStay;
}
