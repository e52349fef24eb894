namespace Coupling.Figures.Scatters;

/// <summary>One row of a workload, measured under one mode.</summary>
/// <param name="Row">Its number.</param>
/// <param name="Rounds">Rounds measured.</param>
/// <param name="TotalVariation">D of the row's P and Q, 0 to 1.</param>
/// <param name="Agreement">Share of its rounds with a = b.</param>
/// <param name="Low">Lower end of its Clopper–Pearson interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Exact">Pr[a = b] by the closed form; null where there is none.</param>
public sealed record RowPoint(int Row, long Rounds, double TotalVariation, double Agreement, double Low, double High, double? Exact)
{
    /// <summary>1 − D, what nothing can beat.</summary>
    public double Optimum => RowScatter.OptimumAt(TotalVariation);

    /// <summary>(1 − D)/(1 + D), what silence can always reach.</summary>
    public double Floor => RowScatter.FloorAt(TotalVariation);
}
