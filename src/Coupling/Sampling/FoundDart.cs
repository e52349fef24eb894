namespace Coupling.Sampling;

/// <summary>A dart of a block of rounds, as it was found.</summary>
/// <param name="Item">The item it hit.</param>
/// <param name="Index">Its rank by height among the item's darts of the block.</param>
/// <param name="Height">The sum of gaps: its height times the rate.</param>
/// <param name="Mark">Its round in the block, and below it its time.</param>
internal readonly record struct FoundDart(int Item, int Index, double Height, ulong Mark) : IComparable<FoundDart>
{
    /// <summary>By round, then by time: both are in the mark. Equal times fall back to the name.</summary>
    public int CompareTo(FoundDart other) =>
        Mark != other.Mark ? Mark.CompareTo(other.Mark) : Item != other.Item ? Item.CompareTo(other.Item) : Index.CompareTo(other.Index);
}
