using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Tests.Store;

/// <summary>A folder with a store in it, for a test.</summary>
internal sealed class StoreFolder : IDisposable
{
    public const int Items = 7;

    public string Path { get; } = Directory.CreateTempSubdirectory("coupling-store").FullName;

    public string File => System.IO.Path.Combine(Path, RunStore.FileName);

    public static StoredRun Run { get; } = new()
    {
        Plan = new PublicPlan { RunId = "kept", Rounds = 20_000, Seed = 5 }.ToByteString(),
        Alice = new StoredInput { Spec = "uniform:7", Digest = "a1" },
        Bob = new StoredInput { Spec = "zipf:1,7", Digest = "b2" },
        AlphabetBytes = 12,
    };

    /// <summary>A conversing mode's rounds, committed in batches of a thousand.</summary>
    public static void Commit(ModeTally tally, long until)
    {
        while (tally.Rounds < until)
        {
            long first = tally.Rounds;
            int[] samples = [.. Enumerable.Range(0, (int)Math.Min(1000, until - first)).Select(round => (int)((first + round) * 5 % Items))];
            (Batch alice, Batch bob) = Tallies.Batches.Speaking(first, samples);
            tally.Commit(alice, bob);
        }
    }

    public static ModeTally NewTally() => new(Items, 1, keepsJournal: true);

    public static StoredMode Mode(ModeTally tally, ModeLedger? ledger = null) =>
        new() { Tally = tally.ToStored(), Ledger = (ledger ?? new ModeLedger()).ToStored(), Attempts = 2, Seconds = 1.5 };

    /// <summary>A tally as a store has it.</summary>
    public static ModeTally Restored(RunStore store, int mode = 0)
    {
        ModeTally tally = NewTally();
        store.Guard(() => tally.Restore(store.Modes[mode].Tally, store.BlocksOf(mode)));
        return tally;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
