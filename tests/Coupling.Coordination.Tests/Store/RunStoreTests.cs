using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;
using Coupling.Coordination.Tests.Ledgers;

namespace Coupling.Coordination.Tests.Store;

public sealed class RunStoreTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_stored_is_read_back()
    {
        using (var store = RunStore.Open(folder.Path))
        {
            Assert.Null(store.Run);
            store.Begin(StoreFolder.Run);
            using ModeTally tally = StoreFolder.NewTally();
            StoreFolder.Commit(tally, 9000);
            store.Commit(0, StoreFolder.Mode(tally), tally.TakeBlocks());
        }

        using var again = RunStore.Open(folder.Path);
        Assert.Equal(StoreFolder.Run, again.Run);
        StoredMode mode = Assert.Single(again.Modes).Value;
        Assert.Equal((2, 1.5), (mode.Attempts, mode.Seconds));
        using ModeTally restored = StoreFolder.Restored(again);
        using ModeTally undisturbed = StoreFolder.NewTally();
        StoreFolder.Commit(undisturbed, 9000);
        Assert.Equal(undisturbed.ToStored(), restored.ToStored());
        Assert.Equal(undisturbed.FinishDigests(), restored.FinishDigests());
    }

    [Fact]
    public void A_run_that_is_cut_anywhere_and_goes_on_has_the_digest_of_one_that_is_not()
    {
        long[] cuts = [1, 4095, 4096, 4097, 8192, 13_000, 20_000];
        foreach (long cut in cuts)
        {
            using (var store = RunStore.Open(folder.Path))
            {
                using ModeTally tally = store.Modes.Count > 0 ? StoreFolder.Restored(store) : StoreFolder.NewTally();
                if (store.Run is null)
                {
                    store.Begin(StoreFolder.Run);
                }

                StoreFolder.Commit(tally, cut);
                store.Commit(0, StoreFolder.Mode(tally), tally.TakeBlocks());
                StoreFolder.Commit(tally, cut + 3000);
            }
        }

        using var last = RunStore.Open(folder.Path);
        using ModeTally restored = StoreFolder.Restored(last);
        using ModeTally undisturbed = StoreFolder.NewTally();
        StoreFolder.Commit(undisturbed, 20_000);
        Assert.Equal(undisturbed.PayloadBits, restored.PayloadBits);
        Assert.Equal(undisturbed.AliceCounts, restored.AliceCounts);
        Assert.Equal(undisturbed.FinishDigests(), restored.FinishDigests());
    }

    [Fact]
    public void A_connection_that_was_open_is_booked_as_broken_and_its_committed_payload_counts()
    {
        var ledger = new ModeLedger();
        ledger.Connected(() => new Directions(900, 600));
        ledger.CloseOrderly(1, LedgerPhase.Handshake, MeterReading.Zero, Readings.Agreed(0, 0, 60, 60, 400, 300));
        var restored = new ModeLedger();
        restored.Restore(StoredLedger.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(ledger.ToStored())), new Directions(77, 55));

        Assert.Equal(new Directions(77, 55), restored.PayloadBits[LedgerPhase.Rounds]);
        Assert.Equal(new Directions(500, 300), restored.SocketBytes[LedgerPhase.Indeterminate]);
        Assert.Equal(new Directions(400, 300), restored.SocketBytes[LedgerPhase.Handshake]);
        Assert.Equal(1, restored.Connections);
        Assert.Equal(ledger.Witnesses.Select(witness => witness.ToStored()), restored.Witnesses.Select(witness => witness.ToStored()));
        Assert.True(restored.Reconciled);
    }

    [Fact]
    public void Witnesses_are_bounded_but_one_that_differs_is_always_kept()
    {
        var ledger = new ModeLedger();
        for (int attempt = 0; attempt < 10_000; attempt++)
        {
            ledger.Add(new WitnessRecord(attempt, "rounds", "test", new Dictionary<string, long>(), true));
        }

        Assert.Equal(4096, ledger.Witnesses.Count);
        ledger.Add(new WitnessRecord(1, "rounds", "test", new Dictionary<string, long>(), false));
        Assert.False(ledger.Reconciled);
    }
}
