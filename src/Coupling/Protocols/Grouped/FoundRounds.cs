using Coupling.Bits;
using Coupling.Coins;

namespace Coupling.Protocols.Grouped;

/// <summary>The found rounds of a unit, each with Alice's first dart: that differs from Bob's for certain.</summary>
internal sealed class FoundRounds(int rounds)
{
    private readonly Dart?[] named = new Dart?[rounds];

    public int Count { get; private set; }

    /// <summary>The indices in the unit of the found rounds, in round order.</summary>
    public IEnumerable<int> InOrder => Enumerable.Range(0, named.Length).Where(index => named[index] is not null);

    /// <summary>A of a found round; null of another.</summary>
    public Dart? this[int index] => named[index];

    /// <summary>Adds a round.</summary>
    public void Add(int index, Dart a)
    {
        named[index] = a;
        Count++;
    }

    /// <exception cref="WireProtocolException">There is no such round, or it was found before: the other side lies.</exception>
    public void Check(Node leaf)
    {
        if (leaf.Start >= leaf.Group.Start + leaf.Group.Setting.Rounds || named[leaf.Start] is not null)
        {
            throw new WireProtocolException($"No live round of the unit has the index {leaf.Start}: the XORs contradict each other.");
        }
    }
}
