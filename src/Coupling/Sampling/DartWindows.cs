using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>One party's darts of a block of 4096 rounds, window by window as they were asked for.</summary>
internal sealed class DartWindows
{
    private const int RoundShift = 64 - DartsBatch12V1.Log2Rounds;

    private readonly Window?[] windows = new Window?[DartsBatch12V1.Windows];
    private readonly bool[] filled = new bool[DartsBatch12V1.Windows];

    /// <summary>Forgets all of them, to be filled for another block.</summary>
    public DartWindows Clear()
    {
        Array.Clear(filled);
        return this;
    }

    public bool Has(uint window) => filled[window];

    /// <summary>The darts of a round, 0..4095 within the block, in a window that was filled, in time order.</summary>
    /// <param name="window">0..7.</param>
    /// <param name="round">Within the block.</param>
    /// <param name="into">Gets them from its start on; grows if it must.</param>
    /// <returns>How many there are.</returns>
    public int Of(uint window, int round, ref FoundDart[] into) => windows[window]!.Of(round, ref into);

    /// <summary>Finds all darts of a window.</summary>
    public void Fill(ArrivalScan scan, long firstRound, uint window, ReadOnlySpan<double> row)
    {
        Window filling = windows[window] ??= new Window();
        filling.Fill(scan, firstRound, window, row);
        filled[window] = true;
    }

    /// <summary>The darts of a window as they were found, chained by round: most rounds are never asked for, and none twice.</summary>
    private sealed class Window
    {
        private const int None = -1;

        private readonly int[] last = new int[DartsBatch12V1.Rounds];
        private FoundDart[] found = new FoundDart[DartsBatch12V1.Rounds];
        private int[] before = new int[DartsBatch12V1.Rounds];
        private int count;

        public int Of(int round, ref FoundDart[] into)
        {
            int taken = 0;
            for (int index = last[round]; index != None; index = before[index])
            {
                if (taken == into.Length)
                {
                    Array.Resize(ref into, 2 * taken);
                }

                // In time order: a round has two darts in a window, on average.
                FoundDart dart = found[index];
                int place = taken++;
                for (; place > 0 && dart.CompareTo(into[place - 1]) < 0; place--)
                {
                    into[place] = into[place - 1];
                }

                into[place] = dart;
            }

            return taken;
        }

        public void Fill(ArrivalScan scan, long firstRound, uint window, ReadOnlySpan<double> row)
        {
            count = 0;
            last.AsSpan().Fill(None);
            var collector = new Collector { Window = this };
            scan.Run(firstRound, window, row, DartsBatch12V1.Rate, ref collector);
        }

        public void Add(FoundDart dart)
        {
            if (count == found.Length)
            {
                Array.Resize(ref found, 2 * count);
                Array.Resize(ref before, 2 * count);
            }

            int round = (int)(dart.Mark >> RoundShift);
            found[count] = dart;
            before[count] = last[round];
            last[round] = count++;
        }
    }

    private readonly struct Collector : IArrivalVisitor
    {
        public Window Window { get; init; }

        public void Visit(int item, double weight, int index, double time, ulong mark) => Window.Add(new FoundDart(item, index, time, mark));
    }
}
