namespace Coupling.Protocols.Grouped;

/// <summary>How a stretch of late darts is searched.</summary>
/// <param name="Intervals">Neighbouring intervals that are asked about at once; a power of two.</param>
/// <param name="Cells">The length of each in cells, a power of two.</param>
/// <param name="LargestArity">Into how many parts one is split at most; a power of two.</param>
internal readonly record struct IntervalPlan(int Intervals, int Cells, int LargestArity)
{
    /// <summary>All of them together, in cells.</summary>
    public long Length => (long)Intervals * Cells;

    /// <summary>Into how many parts so many cells are split next.</summary>
    public int Arity(int cells) => SearchPlan.Arity(cells, LargestArity);
}
