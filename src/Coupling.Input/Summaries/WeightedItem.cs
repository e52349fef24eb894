namespace Coupling.Input;

/// <summary>One item and how likely it is.</summary>
/// <param name="Index">0..n−1.</param>
/// <param name="Item">The word or character; the index itself where items are numbers.</param>
/// <param name="Weight">As it is sampled from.</param>
public sealed record WeightedItem(int Index, string Item, double Weight);
