namespace Coupling.Statistics;

/// <summary>How well counts fit a distribution.</summary>
/// <param name="Statistic">Pearson's Σ (observed − expected)²/expected over the cells; +∞ if an item of probability
/// zero was seen.</param>
/// <param name="GStatistic">2·Σ observed·ln(observed/expected) over the cells; +∞ likewise.</param>
/// <param name="DegreesOfFreedom">Cells less one, at least 0.</param>
/// <param name="PValue">χ² tail beyond <paramref name="Statistic"/>; 1 for 0 degrees of freedom.</param>
/// <param name="GPValue">
/// χ² tail beyond <paramref name="GStatistic"/>. The better approximation far out: at expectation 25, Pearson's
/// 1e-9 happens about a hundred times as often as it says.
/// </param>
/// <param name="OnZeroProbability">Samples of items of probability zero. Any such sample makes both p-values 0.</param>
public sealed record GoodnessOfFitResult(
    double Statistic,
    double GStatistic,
    int DegreesOfFreedom,
    double PValue,
    double GPValue,
    long OnZeroProbability);
