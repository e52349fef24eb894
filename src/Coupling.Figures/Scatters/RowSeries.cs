namespace Coupling.Figures.Scatters;

/// <summary>All rows of a workload under one mode, in their order.</summary>
public sealed record RowSeries(string Mode, IReadOnlyList<RowPoint> Points)
{
    /// <summary>The mode without its parameters.</summary>
    public string Family => Mode.IndexOfAny([':', '+']) is >= 0 and var end ? Mode[..end] : Mode;
}
