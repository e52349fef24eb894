namespace Coupling.Figures.Scatters;

/// <summary>Agreement against total variation, a point per row of a workload, as in the figure of arXiv 2408.07978.</summary>
/// <param name="RunId">The run that measured it.</param>
/// <param name="P">Alice's SPEC.</param>
/// <param name="Q">Bob's SPEC.</param>
/// <param name="AlphabetSize">n.</param>
/// <param name="Seed">Of the public coins.</param>
/// <param name="Rows">T, of the workload.</param>
/// <param name="RoundsPerRow">K.</param>
/// <param name="Series">One per mode, in the order of the plan; each has at least one point.</param>
public sealed record RowScatter(
    string RunId, string P, string Q, int AlphabetSize, ulong Seed, int Rows, long RoundsPerRow, IReadOnlyList<RowSeries> Series)
{
    /// <summary>All points of all modes.</summary>
    public IEnumerable<RowPoint> Points => Series.SelectMany(series => series.Points);

    /// <summary>1 − D.</summary>
    /// <param name="distance">D, 0 to 1.</param>
    public static double OptimumAt(double distance) => 1 - distance;

    /// <summary>(1 − D)/(1 + D).</summary>
    /// <param name="distance">D, 0 to 1.</param>
    public static double FloorAt(double distance) => (1 - distance) / (1 + distance);
}
