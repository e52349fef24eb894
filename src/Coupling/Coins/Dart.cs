namespace Coupling.Coins;

/// <summary>
/// One dart of a round. It is named by (item, window, order); the rest is a function of that name and the coins.
/// </summary>
/// <param name="Item">The item it hit.</param>
/// <param name="Window">The window of time, 0, 1, …, each <see cref="DartsWindowV1.WindowWidth"/> time units long.</param>
/// <param name="Order">Its rank by height among the darts of its item in its window, from 0.</param>
/// <param name="Height">In (0, 1) for darts that can count. It is a p-dart if height &lt; p of the item.</param>
/// <param name="Offset">Its place in the window, in (0, 1).</param>
/// <param name="Hash">64 bits independent of everything else.</param>
public readonly record struct Dart(int Item, uint Window, int Order, double Height, double Offset, ulong Hash)
{
    /// <summary>
    /// The order of time τ = w·(window + offset). It is compared as the pair, so that late windows lose no precision; equal
    /// times, which two parties must order alike, fall back to the name.
    /// </summary>
    public bool IsBefore(in Dart other)
    {
        if (Window != other.Window)
        {
            return Window < other.Window;
        }

        if (Offset != other.Offset)
        {
            return Offset < other.Offset;
        }

        return Item != other.Item ? Item < other.Item : Order < other.Order;
    }

    /// <summary>The cell ⌊τ − τ(origin)⌋ in which this dart lies; not before the origin.</summary>
    public long CellAfter(in Dart origin) => CellAfter(origin, Window, Offset);

    /// <summary>The same with so many cells to a unit of time, a power of two.</summary>
    public long CellAfter(in Dart origin, int cellsPerUnitOfTime) => CellAfter(origin, Window, Offset, cellsPerUnitOfTime);

    /// <summary>The cell in which a window begins (offset 0); negative if it begins before the origin.</summary>
    public static long CellOfWindow(in Dart origin, uint window) => CellAfter(origin, window, offset: 0);

    private static long CellAfter(in Dart origin, uint window, double offset, int cellsPerUnitOfTime = 1)
    {
        double windows = (double)((long)window - origin.Window) + (offset - origin.Offset);
        return (long)Math.Floor(windows * DartsWindowV1.WindowWidth * cellsPerUnitOfTime);
    }
}
