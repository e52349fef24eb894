using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>One party's darts of a block of 4096 rounds, or of some of its rounds, window by window as they are asked for.</summary>
internal sealed class DartWindows
{
    private readonly DartChains?[] windows = new DartChains?[DartsBatch12V1.Windows];
    private readonly bool[] filled = new bool[DartsBatch12V1.Windows];
    private long firstRound = -1;
    private RoundMask? wanted;

    /// <summary>Forgets all of them, to be filled for another block.</summary>
    /// <param name="firstRound">Of the block.</param>
    /// <param name="wanted">The rounds whose darts are kept; null for all.</param>
    public DartWindows Clear(long firstRound, RoundMask? wanted = null)
    {
        this.firstRound = firstRound;
        this.wanted = wanted;
        Array.Clear(filled);
        return this;
    }

    /// <summary>Whether it is asked for the darts of this round.</summary>
    public bool IsOf(long round) =>
        (round & -DartsBatch12V1.Rounds) == firstRound && wanted?.Has((int)(round - firstRound)) is not false;

    public bool Has(uint window) => filled[window];

    /// <summary>The darts of a window.</summary>
    /// <param name="window">0..7.</param>
    /// <param name="scan">Finds them if nobody has asked before.</param>
    /// <param name="row">p.</param>
    public DartChains Of(uint window, ArrivalScan scan, ReadOnlySpan<double> row)
    {
        DartChains chains = windows[window] ??= new DartChains(DartsBatch12V1.Log2Rounds);
        if (!filled[window])
        {
            chains.Fill(scan, firstRound, window, row, DartsBatch12V1.Rate, DartsBatch12V1.Log2Rounds, wanted);
            filled[window] = true;
        }

        return chains;
    }
}
