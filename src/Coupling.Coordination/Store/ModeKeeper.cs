using System.Diagnostics;
using Coupling.Coordination.Runs;

namespace Coupling.Coordination.Store;

/// <summary>Keeps one mode in the store.</summary>
internal sealed class ModeKeeper(RunStore store, int number)
{
    /// <summary>Single rounds that wait to be stored are in memory.</summary>
    private const long MostWaitingBytes = 4 << 20;

    private readonly CommitRhythm rhythm = new();

    /// <summary>Brings a mode to where the store has it.</summary>
    public void Restore(ModeRun mode)
    {
        if (store.Modes.TryGetValue(number, out V1.StoredMode? stored))
        {
            store.Guard(() =>
            {
                mode.Restore(stored, store.BlocksOf(number), store.RowsOf(number));
                if (mode.KeepsRounds)
                {
                    // Read through once: what is wrong with them is better known now than at the end.
                    _ = store.RoundsOf(number, mode.Tally.Rounds).Count();
                }
            });
        }
    }

    /// <returns>Whether it was due.</returns>
    public bool KeepIfDue(ModeRun mode)
    {
        bool isDue = rhythm.IsDue || mode.Tally.WaitingBytes >= MostWaitingBytes;
        if (isDue)
        {
            Keep(mode);
        }

        return isDue;
    }

    public void Keep(ModeRun mode)
    {
        var clock = Stopwatch.StartNew();
        store.Commit(number, mode.ToStored(), mode.Tally.TakeBlocks(), mode.Tally.TakeRounds(), mode.Tally.TakeRows());
        rhythm.Stored(clock.Elapsed);
    }
}
