using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>The rows that were used last, as many as fit into a number of bytes, but at least two. Not for several threads.</summary>
/// <param name="budget">In bytes.</param>
internal sealed class RowCache(long budget)
{
    public const int Fewest = 2;

    private readonly Dictionary<int, LinkedListNode<(int Index, Row Row)>> places = [];

    // The last used first.
    private readonly LinkedList<(int Index, Row Row)> rows = new();

    /// <summary>How many rows are kept.</summary>
    public int Count => rows.Count;

    /// <summary>What the weights of the kept rows take.</summary>
    public long Bytes { get; private set; }

    public bool TryGet(int index, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Row? row)
    {
        if (!places.TryGetValue(index, out LinkedListNode<(int Index, Row Row)>? place))
        {
            row = null;
            return false;
        }

        rows.Remove(place);
        rows.AddFirst(place);
        row = place.Value.Row;
        return true;
    }

    /// <summary>Whether another row of this length would drive none out.</summary>
    public bool HasRoom(int length) => Count < Fewest || Bytes + Size(length) <= budget;

    /// <summary>Keeps a row that is not there yet; those used longest ago make room.</summary>
    public void Add(int index, Row row)
    {
        while (!HasRoom(row.Length))
        {
            (int oldest, Row old) = rows.Last!.Value;
            rows.RemoveLast();
            places.Remove(oldest);
            Bytes -= Size(old.Length);
        }

        places.Add(index, rows.AddFirst((index, row)));
        Bytes += Size(row.Length);
    }

    // The weights, and about what a row of few items takes besides.
    private static long Size(int length) => (sizeof(double) * (long)length) + 256;
}
