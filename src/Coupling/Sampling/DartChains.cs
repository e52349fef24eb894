using System.Runtime.CompilerServices;
namespace Coupling.Sampling;

/// <summary>
/// One party's darts that were found at once for many places: for the rounds of a block in one window, or the windows of a run in one round. They
/// are chained by place from the last found to the first, so those of one item from the highest to the lowest. Most places are never
/// asked for their darts, and few twice.
/// </summary>
/// <param name="log2Places">Log₂ of the places. As many upper bits of a mark are the dart's place, the others its time.</param>
internal sealed class DartChains(int log2Places)
{
    private const int None = -1;

    private readonly int[] last = new int[1 << log2Places];
    private Link[] links = new Link[2 << log2Places];
    private int placeShift;
    private int count;

    /// <summary>Finds all of them; those before are forgotten.</summary>
    /// <param name="scan">Finds arrivals, those of an item by height.</param>
    /// <param name="round">Of the arrivals.</param>
    /// <param name="window">Of the arrivals.</param>
    /// <param name="row">p.</param>
    /// <param name="rate">Of the arrivals of an item of weight 1.</param>
    /// <param name="log2">Log₂ of the places this time, no more than there are.</param>
    /// <param name="wanted">The places whose darts are kept; null for all.</param>
    public void Fill(
        ArrivalScan scan, long round, uint window, ReadOnlySpan<double> row, double rate, int log2, RoundMask? wanted = null)
    {
        count = 0;
        placeShift = 64 - log2;
        last.AsSpan(0, 1 << log2).Fill(None);
        if (wanted is null)
        {
            var all = new All { Chains = this };
            scan.Run(round, window, row, rate, ref all);
        }
        else
        {
            var some = new Wanted { Chains = this, Places = wanted, Shift = placeShift };
            scan.Run(round, window, row, rate, ref some);
        }
    }

    /// <summary>The first dart of a place in time; false if it has none.</summary>
    /// <param name="place">Of the round in its block, or of the window in its run.</param>
    /// <param name="first">That dart.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryFirst(int place, out FoundDart first)
    {
        int index = last[place];
        if (index == None)
        {
            first = default;
            return false;
        }

        first = links[index].Dart;
        for (index = links[index].Before; index != None; index = links[index].Before)
        {
            FoundDart lower = links[index].Dart;
            if (lower.ComesBefore(first))
            {
                first = lower;
            }
            else if (lower.Item == first.Item)
            {
                first.Order++;
            }
        }

        return true;
    }

    /// <summary>The darts of a place in time order.</summary>
    /// <param name="place">Of the round in its block, or of the window in its run.</param>
    /// <param name="into">Gets them from its start on; grows if it must.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Of(int place, ref FoundDart[] into)
    {
        int taken = 0;
        for (int index = last[place]; index != None; index = links[index].Before)
        {
            if (taken == into.Length)
            {
                Array.Resize(ref into, 2 * taken);
            }

            // A round has two darts in a window, on average.
            FoundDart lower = links[index].Dart;
            int gap = taken;
            for (int other = taken++ - 1; other >= 0; other--)
            {
                into[other].Order += into[other].Item == lower.Item ? 1 : 0;
                if (gap == other + 1 && lower.ComesBefore(into[other]))
                {
                    into[gap--] = into[other];
                }
            }

            into[gap] = lower;
        }

        return taken;
    }

    /// <summary>The dart of an item by its order in a place; false if the party has none of that name.</summary>
    /// <param name="place">As above.</param>
    /// <param name="item">0..n−1.</param>
    /// <param name="order">From 0.</param>
    /// <param name="found">That dart.</param>
    public bool TryFind(int place, int item, int order, out FoundDart found)
    {
        // The chain has them from the highest order down.
        int count = 0;
        for (int index = last[place]; index != None; index = links[index].Before)
        {
            count += links[index].Item == item ? 1 : 0;
        }

        found = default;
        for (int index = last[place]; index != None && count > order; index = links[index].Before)
        {
            if (links[index].Item == item && --count == order)
            {
                found = links[index].Dart with { Order = order };
                return true;
            }
        }

        return false;
    }

    private void Add(int item, double height, ulong mark)
    {
        if (count == links.Length)
        {
            Array.Resize(ref links, 2 * count);
        }

        ref int lastOfPlace = ref last[(int)(mark >> placeShift)];
        links[count] = new Link(mark, height, item, lastOfPlace);
        lastOfPlace = count++;
    }

    private readonly record struct Link(ulong Mark, double Height, int Item, int Before)
    {
        public FoundDart Dart => new(Item, Order: 0, Height, Mark);
    }

    private readonly struct All : IArrivalVisitor
    {
        public DartChains Chains { get; init; }

        public void Visit(int item, double weight, int index, double time, ulong mark) => Chains.Add(item, time, mark);
    }

    private readonly struct Wanted : IArrivalVisitor
    {
        public DartChains Chains { get; init; }

        public RoundMask Places { get; init; }

        public int Shift { get; init; }

        public void Visit(int item, double weight, int index, double time, ulong mark)
        {
            if (Places.Has((int)(mark >> Shift)))
            {
                Chains.Add(item, time, mark);
            }
        }
    }
}
