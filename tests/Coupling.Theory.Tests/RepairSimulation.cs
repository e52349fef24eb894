namespace Coupling.Theory.Tests;

/// <summary>
/// Detect and repair played dart by dart, straight from its steps, by one process that sees both rows. It knows nothing
/// of the closed forms. Darts are thrown at their plain definition: per item and window of 2 a Poisson number of them,
/// with uniform times and heights.
/// </summary>
internal sealed class RepairSimulation(double[] p, double[] q, int hashBits, Random random)
{
    private const double Window = 2;

    private readonly List<Dart> darts = [];
    private int windows;

    public (int A, int B, double AliceBits, double BobBits, bool Flagged, double NameBits) Round()
    {
        darts.Clear();
        windows = 0;
        Dart alice = First(dart => dart.Height < p[dart.Item], 0);
        Dart bob = First(dart => dart.Height < q[dart.Item], 0);
        ulong high = hashBits == 0 ? 0 : ulong.MaxValue << (64 - hashBits);
        if (((alice.Hash ^ bob.Hash) & high) == 0)
        {
            return (alice.Item, bob.Item, hashBits, 1, false, 0);
        }

        int itemBits = (int)Math.Ceiling(Math.Log2(p.Length));
        int window = (int)(alice.Time / Window);
        int order = darts.Count(dart => dart.Item == alice.Item
            && (int)(dart.Time / Window) == window && dart.Height < alice.Height);
        int nameBits = window + 1 + order + 1;
        double aliceBits = hashBits + itemBits + nameBits;
        if (bob.Time < alice.Time)
        {
            int item = alice.Height < q[alice.Item] ? alice.Item : bob.Item;
            return (alice.Item, item, aliceBits, 2, true, nameBits);
        }

        (int found, int probes, int lastCell) = Probe(alice.Time);
        return (alice.Item, found, aliceBits + probes, 2 + (3 * probes) + lastCell, true, nameBits);
    }

    private (int Item, int Probes, int LastCell) Probe(double start)
    {
        int found = -1;
        int probes = 0;
        int cell = 0;
        double time = start;
        for (int group = 0; found < 0; group++)
        {
            int size = Math.Max(1, (int)Math.Floor(Math.Pow(1.25, group - 4)));
            for (int probe = 0; probe < size; probe++)
            {
                Dart dart = First(dart => dart.Height < q[dart.Item], time);
                time = dart.Time;
                cell = (int)(time - start);
                probes++;
                bool isNo = !Answer(start, cell, dart.Hash & 3);
                found = found < 0 && isNo ? dart.Item : found;
            }
        }

        return (found, probes, cell);
    }

    private bool Answer(double start, int cell, ulong lowHash)
    {
        while (windows * Window < start + cell + 1)
        {
            Throw();
        }

        return darts.Exists(dart => dart.Height < p[dart.Item] && dart.Time > start
            && (int)(dart.Time - start) == cell && (dart.Hash & 3) == lowHash);
    }

    private Dart First(Predicate<Dart> isMine, double after)
    {
        for (; ; Throw())
        {
            // Windows are in order of time, and so are the darts of each.
            int index = darts.FindIndex(dart => dart.Time > after && isMine(dart));
            if (index >= 0)
            {
                return darts[index];
            }
        }
    }

    private void Throw()
    {
        int start = darts.Count;
        for (int item = 0; item < p.Length; item++)
        {
            for (double time = Gap(); time < Window; time += Gap())
            {
                ulong hash = unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue));
                darts.Add(new Dart((windows * Window) + time, item, random.NextDouble(), hash));
            }
        }

        darts.Sort(start, darts.Count - start, Comparer<Dart>.Create((x, y) => x.Time.CompareTo(y.Time)));
        windows++;
    }

    private double Gap() => -Math.Log(1 - random.NextDouble());

    private readonly record struct Dart(double Time, int Item, double Height, ulong Hash);
}
