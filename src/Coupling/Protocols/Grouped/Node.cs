namespace Coupling.Protocols.Grouped;

/// <summary>A part of a group that holds a difference for certain.</summary>
/// <param name="Group">The group.</param>
/// <param name="Start">The index in the unit of its first round.</param>
/// <param name="Size">How many places it has; rounds beyond the end of the group are none.</param>
/// <param name="Difference">The XOR of both sides' hashes over it, where it is split; Bob alone knows it.</param>
internal readonly record struct Node(DetectionGroup Group, int Start, int Size, uint Difference = 0)
{
    /// <summary>The part of a number from 0, of <paramref name="count"/> equal ones.</summary>
    public Node Part(int index, int count, uint difference = 0) => this with
    {
        Start = Start + (index * (Size / count)),
        Size = Size / count,
        Difference = difference,
    };
}
