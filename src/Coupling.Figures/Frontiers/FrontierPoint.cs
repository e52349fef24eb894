using Coupling.Figures.Drawing;

namespace Coupling.Figures.Frontiers;

/// <summary>A mode as a point of the frontier: what it agreed, and what it said.</summary>
/// <param name="Mode">Its name.</param>
/// <param name="Rounds">Rounds measured.</param>
/// <param name="BitsPerRound">Payload bits per round as measured, both directions, setup included.</param>
/// <param name="Agreement">Share of rounds with a = b.</param>
/// <param name="Low">Lower end of its Clopper–Pearson interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Exact">Pr[a = b] by the closed form; null where there is none.</param>
/// <param name="IsAmortised">
/// Whether it says something once for the whole run: its bits per round then shrink with the number of rounds, and mean
/// something only together with it.
/// </param>
public sealed record FrontierPoint(
    string Mode, long Rounds, double BitsPerRound, double Agreement, double Low, double High, double? Exact, bool IsAmortised)
{
    /// <summary>The closed form where there is one, since noise makes no frontier; else what was measured.</summary>
    public double Level => Exact ?? Agreement;

    /// <summary>The mode without its parameters.</summary>
    public string Family => ModeName.Family(Mode);

    /// <summary>Its parameters; empty if it has none.</summary>
    public string Parameters => ModeName.Parameters(Mode);
}
