using Coupling.Protocols.Grouped;

namespace Coupling.Theory;

/// <summary>The tree that the first search of a group goes down; later ones go from the root to the rounds at once.</summary>
internal sealed class PivotTree(GroupSetting setting, double differing)
{
    private readonly Dictionary<(int Places, int Rounds), NodeLaw> nodes = [];

    public NodeLaw Root => Node(setting.Size, setting.Rounds);

    private NodeLaw Node(int places, int rounds)
    {
        if (!nodes.TryGetValue((places, rounds), out NodeLaw? law))
        {
            law = Build(places, rounds);
            nodes.Add((places, rounds), law);
        }

        return law;
    }

    private NodeLaw Build(int places, int rounds)
    {
        if (rounds == 0 || places == 1)
        {
            return rounds == 0 ? NodeLaw.Empty(setting.Searches) : NodeLaw.Round(setting.Searches, differing);
        }

        int size = places / setting.ArityOf(places, search: 0);
        const int FirstSearch = 1;
        int tested = places == setting.Size ? (1 << setting.Searches) - 1 : FirstSearch;
        return NodeLaw.Of(Node(size, size), rounds / size, Node(size, rounds % size), tested);
    }
}
