using System.Runtime.CompilerServices;
using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>One party's first darts of the 4096 rounds of a block.</summary>
internal sealed class FirstDarts
{
    private readonly FoundDart[] darts = new FoundDart[DartsBatch12V1.Rounds];
    private readonly byte[] windows = new byte[DartsBatch12V1.Rounds];

    /// <summary>The first dart of a round, by its place in the block; false if its window is 8 or later.</summary>
    public bool TryGet(int place, out uint window, out FoundDart dart)
    {
        window = windows[place];
        dart = darts[place];
        return window < DartsBatch12V1.Windows;
    }

    /// <summary>Finds them, window by window, until every round has one. In later windows few rounds still need theirs.</summary>
    /// <param name="firstRound">Of the block.</param>
    /// <param name="scan">Finds darts.</param>
    /// <param name="row">p.</param>
    /// <param name="chains">Room for the darts of a window.</param>
    /// <param name="pending">Room for the rounds without one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public FirstDarts Find(long firstRound, ArrivalScan scan, ReadOnlySpan<double> row, DartChains chains, RoundMask pending)
    {
        pending.AddAll();
        int left = DartsBatch12V1.Rounds;
        windows.AsSpan().Fill((byte)DartsBatch12V1.Windows);
        for (uint window = 0; window < DartsBatch12V1.Windows && left > 0; window++)
        {
            chains.Fill(scan, firstRound, window, row, DartsBatch12V1.Rate, DartsBatch12V1.Log2Rounds, window == 0 ? null : pending);
            for (int place = 0; place < DartsBatch12V1.Rounds; place++)
            {
                if (windows[place] == DartsBatch12V1.Windows && chains.TryFirst(place, out FoundDart first))
                {
                    darts[place] = first;
                    windows[place] = (byte)window;
                    pending.Remove(place);
                    left--;
                }
            }
        }

        return this;
    }
}
