using System.Diagnostics;
using Coupling.Coordination.Runs;

namespace Coupling.Coordination.Store;

/// <summary>Keeps one mode in the store.</summary>
internal sealed class ModeKeeper(RunStore store, int number)
{
    private readonly CommitRhythm rhythm = new();

    /// <summary>Brings a mode to where the store has it.</summary>
    public void Restore(ModeRun mode)
    {
        if (store.Modes.TryGetValue(number, out V1.StoredMode? stored))
        {
            store.Guard(() => mode.Restore(stored, store.BlocksOf(number)));
        }
    }

    public void KeepIfDue(ModeRun mode)
    {
        if (rhythm.IsDue(mode.Tally.Rounds))
        {
            Keep(mode);
        }
    }

    public void Keep(ModeRun mode)
    {
        var clock = Stopwatch.StartNew();
        store.Commit(number, mode.ToStored(), mode.Tally.TakeBlocks());
        rhythm.Stored(mode.Tally.Rounds, clock.Elapsed);
    }
}
