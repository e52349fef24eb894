namespace Coupling.Sampling;

/// <summary>A dart of a block of rounds.</summary>
/// <param name="Item">The item it hit.</param>
/// <param name="Order">Its rank by height among the darts of its item in its window of its round.</param>
/// <param name="Height">The sum of gaps: its height times the rate.</param>
/// <param name="Mark">Its round in the block, and below it its time.</param>
internal record struct FoundDart(int Item, int Order, double Height, ulong Mark)
{
    /// <summary>Whether it comes before one of the same round that is not a lower one of its item. Equal times fall back to the name.</summary>
    public readonly bool ComesBefore(in FoundDart other) => Mark < other.Mark || (Mark == other.Mark && Item <= other.Item);
}
