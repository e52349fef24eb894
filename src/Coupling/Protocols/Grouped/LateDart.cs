namespace Coupling.Protocols.Grouped;

/// <summary>What came of the search through one interval.</summary>
/// <param name="InCell">Whether it went down to a cell.</param>
/// <param name="End">The cell after the last one that is done with.</param>
/// <param name="Item">The item of a dart that Bob alone has, <see cref="None"/> if none was found; Alice does not know it.</param>
internal readonly record struct LateDart(bool InCell, long End, int Item = LateDart.None)
{
    public const int None = -1;
}
