namespace Coupling.Figures.Advising;

/// <summary>What the user asks of a mode.</summary>
/// <param name="MaxLoss">1 − D less Pr[a = b], at most; null: some usual ones.</param>
/// <param name="PairChanges">The pair changes with every round: modes that need one that stays are of no use.</param>
public sealed record AdviceWish(double? MaxLoss = null, bool PairChanges = false)
{
    /// <summary>The losses that modes are recommended for.</summary>
    public IReadOnlyList<double> Losses => MaxLoss is { } loss ? [loss] : [0.1, 0.01, 0.001];
}
