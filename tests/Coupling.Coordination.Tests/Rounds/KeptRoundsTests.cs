using Coupling.Coordination.Rounds;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;
using Coupling.Coordination.Tests.Store;
using Coupling.Protocols;
using Microsoft.Data.Sqlite;

namespace Coupling.Coordination.Tests.Rounds;

public sealed class KeptRoundsTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_run_that_is_cut_anywhere_keeps_every_round_exactly_once(int unitRounds)
    {
        const long all = 20_003;
        foreach (long cut in new long[] { 5, 4095, 4100, 8190, 13_000, all })
        {
            using var store = RunStore.Open(folder.Path);
            using ModeTally tally = NewTally(unitRounds);
            if (store.Run is null)
            {
                store.Begin(StoreFolder.Run);
            }
            else
            {
                store.Guard(() => tally.Restore(store.Modes[0].Tally, store.BlocksOf(0)));
            }

            long kept = cut / unitRounds * unitRounds;
            Commit(tally, cut == all ? all : kept, unitRounds);
            store.Commit(0, StoreFolder.Mode(tally), tally.TakeBlocks(), tally.TakeRounds());

            // These are lost when the process dies here, and drawn again.
            Commit(tally, tally.Rounds + 3000, unitRounds);
        }

        using var last = RunStore.Open(folder.Path);
        using ModeTally undisturbed = NewTally(unitRounds);
        Commit(undisturbed, all, unitRounds);
        using var digest = new BlockDigest();
        long next = 0;
        foreach (RoundColumns columns in last.RoundsOf(0, all).Select(piece => RoundColumns.Of(piece, unitRounds, all)))
        {
            Assert.Equal(next, columns.First);
            for (int index = 0; index < columns.Count; index++)
            {
                next++;
                digest.AddRound(columns.Alice[index], columns.Bob[index]);
                Assert.Equal(next % unitRounds == 0 || next == all, columns.AliceToBob[index] is not null);
                if (columns.AliceToBob[index] is { } forth)
                {
                    digest.AddUnit((ulong)forth, (ulong)columns.BobToAlice[index]!.Value);
                }
            }
        }

        Assert.Equal(all, next);
        Assert.Equal(undisturbed.FinishDigests(), digest.Finish());
    }

    [Theory]
    [InlineData("DELETE FROM rounds WHERE last = 2000", "gap at round 1000")]
    [InlineData("DELETE FROM rounds WHERE last = 3000", "has kept 2000 rounds of 3000")]
    [InlineData("UPDATE rounds SET content = (SELECT content FROM rounds WHERE last = 1000) WHERE last = 2000", "the checksum of table rounds, row 0/2000")]
    [InlineData("DROP TABLE rounds", "has kept 0 rounds of 3000")]
    public void Rounds_that_are_not_those_that_were_kept_are_refused(string damage, string message)
    {
        using (var store = RunStore.Open(folder.Path))
        {
            using ModeTally tally = NewTally(1);
            store.Begin(StoreFolder.Run);
            foreach (long until in new[] { 1000, 2000, 3000 })
            {
                Commit(tally, until, 1);
                store.Commit(0, StoreFolder.Mode(tally), tally.TakeBlocks(), tally.TakeRounds());
            }
        }

        using (var connection = new SqliteConnection($"Data Source={folder.File};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
            command.CommandText = damage;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        using var damaged = RunStore.Open(folder.Path);
        StoreDamagedException fault = Assert.Throws<StoreDamagedException>(() => damaged.Guard(() => _ = damaged.RoundsOf(0, 3000).Count()));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_takes_no_room_for_bits_and_is_read_as_zeros()
    {
        using ModeTally tally = NewTally(1);
        int[] samples = [1, 2, 3];
        tally.Commit(new Batch(0, samples, [], [], 0), new Batch(0, samples, [], [], 0));
        StoredRounds stored = tally.TakeRounds()!;
        Assert.Equal((12, 12, 0), (stored.Alice.Length, stored.Bob.Length, stored.Units.Length));
        Assert.Equal([0, 0, 0], RoundColumns.Of(stored, 1, 3).AliceToBob);
        Assert.Null(tally.TakeRounds());
    }

    [Fact]
    public async Task Parquet_has_groups_of_bounded_size()
    {
        using var stream = new MemoryStream();
        const int all = ParquetRoundsWriter.GroupRows + 10;
        await using (IRoundsWriter writer = await ParquetRoundsWriter.CreateAsync(stream, CancellationToken.None))
        {
            for (int first = 0; first < all; first += all / 2)
            {
                await writer.AddAsync(new RoundColumns(first, new int[all / 2], new int[all / 2], new long?[all / 2], new long?[all / 2]), CancellationToken.None);
            }

            await writer.CompleteAsync(CancellationToken.None);
        }

        await using Parquet.ParquetReader reader = await Parquet.ParquetReader.CreateAsync(new MemoryStream(stream.ToArray()));
        Assert.Equal(2, reader.RowGroupCount);
        using Parquet.ParquetRowGroupReader last = reader.OpenRowGroupReader(1);
        Assert.Equal(10, last.RowCount);
    }

    [Fact]
    public void Names_of_files_are_good_everywhere_and_differ()
    {
        string[] names = RoundsFiles.NamesOf([.. ProtocolCatalog.Defaults, "optimal:cached+float32", "inverse-cdf"]);
        Assert.All(names, name => Assert.Matches("^[a-z0-9][a-z0-9_+.-]*$", name));
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal(["0-a_b", "1-A_b", "2-c"], RoundsFiles.NamesOf(["a:b", "A/b", "c"]));
    }

    private static ModeTally NewTally(int unitRounds) => new(StoreFolder.Items, unitRounds, keepsJournal: true, keepsRounds: true);

    /// <summary>Whole units, but for the last of the run.</summary>
    private static void Commit(ModeTally tally, long until, int unitRounds)
    {
        while (tally.Rounds < until)
        {
            long first = tally.Rounds;
            int count = (int)Math.Min(1000, until - first);
            int[] alice = [.. Enumerable.Range(0, count).Select(round => (int)((first + round) * 5 % StoreFolder.Items))];
            int[] bob = [.. Enumerable.Range(0, count).Select(round => (int)((first + round) * 3 % StoreFolder.Items))];
            int units = (count + unitRounds - 1) / unitRounds;
            int[] forth = [.. Enumerable.Range(0, units).Select(unit => (int)((first / unitRounds) + unit) % 11)];
            int[] back = [.. forth.Select(bits => bits + 1)];
            tally.Commit(new Batch(first, alice, forth, back, 1), new Batch(first, bob, back, forth, 1));
        }
    }
}
