using Coupling.Coins;
using Coupling.Pooling;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>One side of a search by <see cref="Probes"/>, from its first probe to its last; used again by other rounds.</summary>
internal sealed class ProbeWalk : Spare
{
    /// <summary>A search through a pair that is all but equal may read millions of darts; what is used again is no larger than this.</summary>
    private const int LargestKept = 1 << 12;

    /// <summary>Rarely are there more in the windows that are found for many rounds at once.</summary>
    private const int UsualDarts = 32;

    private const int HashMask = (1 << Probes.HashBits) - 1;

    private static readonly FullStacks Others = new();

    [ThreadStatic]
    private static OwnSpares? spares;

    [ThreadStatic]
    private static List<Dart>? found;

    private IDarts darts = null!;
    private long round;
    private Dart a;
    private uint nextWindow;

    // The own darts after A, in time order, as far as they were read; those before the start are not needed any more.
    private Probe[] ahead = new Probe[UsualDarts];
    private int start;
    private int count;

    /// <summary>The unit of a batch that it belongs to.</summary>
    public int Unit { get; private set; }

    /// <summary>The cell of the last probe; that of A before there was one.</summary>
    public long Cell { get; set; }

    /// <summary>How many probes in a row were in it.</summary>
    public int InCell { get; set; }

    /// <summary>Bob's: how many darts were asked for and not answered.</summary>
    public int Asked { get; set; }

    /// <summary>Whether a probe was answered "no".</summary>
    public bool IsOver { get; set; }

    /// <summary>A search by itself, of those that were returned.</summary>
    /// <param name="darts">The party's own.</param>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="a">A: the walk begins with the first dart after it.</param>
    public static ProbeWalk Rent(IDarts darts, long round, in Dart a) =>
        ((ProbeWalk?)(spares ??= new OwnSpares(Others)).Take() ?? new ProbeWalk()).Begin(darts, round, a);

    /// <summary>Begins a search, whatever was before.</summary>
    /// <param name="darts">The party's own.</param>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="a">A: the walk begins with the first dart after it.</param>
    /// <param name="unit">The unit of a batch, if it is in one.</param>
    public ProbeWalk Begin(IDarts darts, long round, in Dart a, int unit = 0)
    {
        this.darts = darts;
        this.round = round;
        this.a = a;
        nextWindow = a.Window;
        start = 0;
        count = 0;
        Unit = unit;
        Cell = 0;
        InCell = 0;
        Asked = 0;
        IsOver = false;
        return this;
    }

    /// <summary>A dart that is still needed: 0 is the first one.</summary>
    public Probe this[int index]
    {
        get
        {
            while (start + index >= count)
            {
                ReadOn();
            }

            return ahead[start + index];
        }
    }

    /// <summary>Reads the darts that are found for many rounds at once, while they are. After that nothing but late windows is read.</summary>
    public void ReadAhead()
    {
        while (nextWindow < darts.FoundTogether)
        {
            ReadOn();
        }
    }

    /// <summary>The first darts are not needed any more.</summary>
    public void Drop(int darts) => start += darts;

    /// <summary>It is not used any more. One that a fault leaves behind is left to the garbage collector.</summary>
    public void Return()
    {
        Shrink();
        (spares ??= new OwnSpares(Others)).Add(this);
    }

    /// <summary>Gives back the memory of an exceptionally long search.</summary>
    public void Shrink()
    {
        if (ahead.Length > LargestKept)
        {
            ahead = new Probe[UsualDarts];
        }
    }

    private void ReadOn()
    {
        List<Dart> read = found ??= [];
        read.Clear();
        bool isFirst = nextWindow == a.Window;
        nextWindow = darts.Append(round, nextWindow, read);
        MakeRoom(read.Count);
        foreach (Dart dart in read)
        {
            if (!isFirst || a.IsBefore(dart))
            {
                ahead[count++] = new Probe(dart.CellAfter(a), dart.Item, (int)dart.Hash & HashMask);
            }
        }
    }

    private void MakeRoom(int more)
    {
        if (count + more <= ahead.Length)
        {
            return;
        }

        count -= start;
        Probe[] room = count + more <= ahead.Length ? ahead : new Probe[Math.Max(2 * ahead.Length, count + more)];
        Array.Copy(ahead, start, room, 0, count);
        ahead = room;
        start = 0;
    }
}
