namespace Coupling.Protocols.Grouped;

/// <summary>How a stretch of late darts is searched.</summary>
/// <param name="Intervals">Neighbouring intervals that are asked about at once.</param>
/// <param name="Cells">The length of each in cells, a power of two.</param>
/// <param name="LargestArity">Into how many parts one is split at most; a power of two.</param>
public readonly record struct IntervalPlan(int Intervals, int Cells, int LargestArity)
{
    /// <summary>Counts are compared mod 4: more of a difference is rare, and then only makes a search fail.</summary>
    internal const int CountModulus = 4;

    /// <summary>All of them together, in cells.</summary>
    public long Length => (long)Intervals * Cells;

    /// <summary>Whether his count is one more than hers, as far as counts are compared.</summary>
    internal static bool IsOneMore(int his, int hers) => ((his - hers) & (CountModulus - 1)) == 1;

    /// <summary>The first cell of an interval, the first of all being <paramref name="start"/>.</summary>
    internal long StartOf(long start, int index) => start + ((long)index * Cells);

    /// <summary>How many darts a party has in an interval, mod 4.</summary>
    internal int CountIn(LateDarts own, long start, int index) => own.Count(StartOf(start, index), StartOf(start, index + 1)) & (CountModulus - 1);

    /// <summary>Into how many parts so many cells are split next.</summary>
    public int Arity(int cells) => SearchPlan.Arity(cells, LargestArity);
}
