using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// One party's darts of a round after a certain moment, counted by cells of half a unit of time. Cells are asked for in order, within
/// a stretch that moves on.
/// </summary>
internal sealed class LateDarts(IDarts darts, long round, Dart origin)
{
    private const int CellsPerUnitOfTime = 2;
    private const int LeafHashBits = 3;

    private readonly DartCursor cursor = new(darts, round, origin);
    private readonly List<Place> places = [];

    /// <summary>
    /// The supply of a unit: the darts of its first round from window 2^31 on, where no first dart ever lies. These coins serve
    /// nothing else.
    /// </summary>
    public static LateDarts Supply(IDarts darts, long firstRound) =>
        new(darts, firstRound, new Dart(Item: -1, Window: 1u << 31, Order: 0, Height: 0, Offset: 0, Hash: 0));

    /// <summary>Forgets the cells before <paramref name="start"/> and reads those up to <paramref name="end"/>.</summary>
    public void MoveTo(long start, long end)
    {
        places.RemoveRange(0, IndexOf(start));
        for (long cell = NextCell(); cell < end; cell = NextCell())
        {
            Dart dart = cursor.Take();
            if (cell >= start)
            {
                places.Add(new Place(cell, dart.Item, (int)(dart.Hash >> (64 - LeafHashBits))));
            }
        }
    }

    /// <summary>Darts in the cells from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public int Count(long start, long end) => IndexOf(end) - IndexOf(start);

    /// <summary>The darts of a cell, in time order.</summary>
    public ReadOnlySpan<Place> At(long cell)
    {
        int first = IndexOf(cell);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(places)[first..IndexOf(cell + 1)];
    }

    private long NextCell() => cursor.Peek().CellAfter(origin, CellsPerUnitOfTime);

    // The first place that is not before the cell.
    private int IndexOf(long cell)
    {
        int from = 0;
        int to = places.Count;
        while (from < to)
        {
            int middle = (from + to) / 2;
            (from, to) = places[middle].Cell < cell ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    /// <summary>A dart: its cell, its item, and its 3 highest hash bits, which nothing else looks at.</summary>
    internal readonly record struct Place(long Cell, int Item, int Hash);
}
