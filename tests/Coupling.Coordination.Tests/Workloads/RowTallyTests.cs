using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;
using Coupling.Coordination.Tests.Store;

namespace Coupling.Coordination.Tests.Workloads;

/// <summary>Rows are tallied as they come, wherever batches and commits cut them.</summary>
public class RowTallyTests
{
    private const int RoundsPerRow = 30;
    private const int Rounds = 100;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    [InlineData(100)]
    public void The_cut_into_batches_leaves_no_trace(int batch)
    {
        using ModeTally tally = NewTally();
        Commit(tally, Rounds, batch);
        AssertWhole(tally.Rows!);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(65)]
    [InlineData(90)]
    [InlineData(100)]
    public void A_tally_goes_on_where_the_store_ends(int cut)
    {
        using var folder = new StoreFolder();
        using (RunStore store = RunStore.Open(folder.Path))
        {
            store.Begin(StoreFolder.Run);
            using ModeTally tally = NewTally();
            for (int until = Math.Min(cut, 10); until <= cut && tally.Rounds <= cut; until += 15)
            {
                Commit(tally, until, 10);
                Keep(store, tally);
            }

            Commit(tally, cut, 10);
            Keep(store, tally);
        }

        using (RunStore store = RunStore.Open(folder.Path))
        {
            using ModeTally restored = Restored(store);
            Commit(restored, Rounds, 13);
            AssertWhole(restored.Rows!);
            Keep(store, restored);
        }

        using (RunStore store = RunStore.Open(folder.Path))
        {
            using ModeTally again = Restored(store);
            AssertWhole(again.Rows!);
        }
    }

    [Fact]
    public void Rows_that_do_not_add_up_are_refused()
    {
        using ModeTally tally = NewTally();
        Commit(tally, 70, 10);
        StoredTally stored = tally.ToStored();
        byte[][] blocks = [tally.TakeBlocks()];
        StoredRowTallies rows = tally.TakeRows()!;
        Assert.Equal((0L, 2), (rows.First, rows.Rows.Count));
        AssertDamaged(stored, []);
        StoredRowTallies late = rows.Clone();
        late.First = 1;
        AssertDamaged(stored, [late]);
        StoredRowTallies shortened = rows.Clone();
        shortened.Rows.RemoveAt(1);
        AssertDamaged(stored, [shortened]);
        StoredRowTallies altered = rows.Clone();
        altered.Rows[0].Agreements++;
        AssertDamaged(stored, [altered]);
        StoredTally without = stored.Clone();
        without.OpenRow = null;
        AssertDamaged(without, [rows]);

        void AssertDamaged(StoredTally tallied, StoredRowTallies[] complete)
        {
            using ModeTally target = NewTally();
            Assert.Throws<StoreDamagedException>(() => target.Restore(tallied, blocks, complete));
        }
    }

    [Fact]
    public void Settings_are_those_of_the_rows_of_their_batches()
    {
        var tally = new RowTally(roundsPerRow: 4, holdsUnits: true);
        foreach (long setting in (long[])[5, 5, 6, 5])
        {
            tally.AddRounds([0, 1], [0, 0]);
            tally.AddSettings([(setting, 2)]);
        }

        Assert.Equal(new Dictionary<long, long> { [5] = 4 }, tally.Settings(0));
        Assert.Equal(new Dictionary<long, long> { [5] = 2, [6] = 2 }, tally.Settings(1));
        Assert.Null(tally.Open());
        Assert.Equal(2, tally.Take()!.Rows.Count);
        Assert.Null(tally.Take());
    }

    private static ModeTally NewTally() =>
        new(StoreFolder.Items, 1, keepsJournal: true, rows: new RowTally(RoundsPerRow, holdsUnits: true));

    private static ModeTally Restored(RunStore store)
    {
        ModeTally tally = NewTally();
        store.Guard(() => tally.Restore(store.Modes[0].Tally, store.BlocksOf(0), store.RowsOf(0)));
        return tally;
    }

    private static void Keep(RunStore store, ModeTally tally) =>
        store.Commit(0, StoreFolder.Mode(tally), tally.TakeBlocks(), rows: tally.TakeRows());

    /// <summary>In round t the samples agree if t is a multiple of 3; Alice says t bits, Bob 1.</summary>
    private static void Commit(ModeTally tally, long until, int batch)
    {
        while (tally.Rounds < until)
        {
            int[] rounds = [.. Enumerable.Range((int)tally.Rounds, (int)Math.Min(batch, until - tally.Rounds))];
            int[] forth = rounds;
            int[] back = [.. rounds.Select(_ => 1)];
            tally.Commit(
                new Batch(tally.Rounds, [.. rounds.Select(_ => 0)], forth, back, 1),
                new Batch(tally.Rounds, [.. rounds.Select(round => round % 3 == 0 ? 0 : 1)], back, forth, 1));
        }
    }

    private static void AssertWhole(RowTally tally)
    {
        Assert.Equal(4, tally.Rows);
        for (int row = 0; row < 4; row++)
        {
            int[] rounds = [.. Enumerable.Range(0, Rounds).Where(round => round / RoundsPerRow == row)];
            Assert.Equal(rounds.Count(round => round % 3 == 0), tally.Agreements(row));
            Assert.Equal(new Directions(rounds.Sum(), rounds.Length), tally.Bits(row));
        }
    }
}
