using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>One party's darts of a block of 4096 rounds, window by window as they were asked for, by round and in time order.</summary>
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

    /// <summary>The darts of a round, 0..4095 within the block, in a window that was filled.</summary>
    public ReadOnlySpan<FoundDart> Of(uint window, int round) => windows[window]!.Of(round);

    /// <summary>Finds all darts of a window.</summary>
    public void Fill(ArrivalScan scan, long firstRound, uint window, ReadOnlySpan<double> row)
    {
        Window filling = windows[window] ??= new Window();
        filling.Fill(scan, firstRound, window, row);
        filled[window] = true;
    }

    private sealed class Window
    {
        private readonly int[] ends = new int[DartsBatch12V1.Rounds];
        private FoundDart[] found = new FoundDart[DartsBatch12V1.Rounds];
        private FoundDart[] sorted = [];
        private int count;

        public ReadOnlySpan<FoundDart> Of(int round)
        {
            int start = Start(round);
            return sorted.AsSpan(start, ends[round] - start);
        }

        public void Fill(ArrivalScan scan, long firstRound, uint window, ReadOnlySpan<double> row)
        {
            count = 0;
            var collector = new Collector { Window = this };
            scan.Run(firstRound, window, row, DartsBatch12V1.Rate, ref collector);
            SortByRound(found.AsSpan(0, count));
            for (int round = 0; round < ends.Length; round++)
            {
                int start = Start(round);
                SortFew(sorted.AsSpan(start, ends[round] - start));
            }
        }

        public void Add(FoundDart dart)
        {
            if (count == found.Length)
            {
                Array.Resize(ref found, 2 * count);
            }

            found[count++] = dart;
        }

        private int Start(int round) => round == 0 ? 0 : ends[round - 1];

        private void SortByRound(ReadOnlySpan<FoundDart> darts)
        {
            Array.Clear(ends);
            foreach (ref readonly FoundDart dart in darts)
            {
                ends[dart.Mark >> RoundShift]++;
            }

            int start = 0;
            for (int round = 0; round < ends.Length; round++)
            {
                (ends[round], start) = (start, start + ends[round]);
            }

            if (sorted.Length < darts.Length)
            {
                sorted = new FoundDart[found.Length];
            }

            // What was the start of a round ends as the start of the next one.
            foreach (ref readonly FoundDart dart in darts)
            {
                sorted[ends[dart.Mark >> RoundShift]++] = dart;
            }
        }

        /// <summary>A round has two darts in a window, on average.</summary>
        private static void SortFew(Span<FoundDart> darts)
        {
            for (int index = 1; index < darts.Length; index++)
            {
                FoundDart dart = darts[index];
                int place = index;
                for (; place > 0 && dart.CompareTo(darts[place - 1]) < 0; place--)
                {
                    darts[place] = darts[place - 1];
                }

                darts[place] = dart;
            }
        }
    }

    private readonly struct Collector : IArrivalVisitor
    {
        public Window Window { get; init; }

        public void Visit(int item, double weight, int index, double time, ulong mark) => Window.Add(new FoundDart(item, index, time, mark));
    }
}
