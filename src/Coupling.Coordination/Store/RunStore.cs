using Coupling.Coordination.Store.V1;
using Google.Protobuf;
using Microsoft.Data.Sqlite;

namespace Coupling.Coordination.Store;

/// <summary>What the coordinator keeps of one run on disk: store.db in a folder (docs/results.md, "Store").</summary>
/// <remarks>
/// SQLite with a write-ahead log and synchronous=FULL: what was stored survives a power cut, and a commit is there whole or
/// not at all. One process has it at a time. Every row has a checksum of its own, checked when the store is opened.
/// </remarks>
internal sealed class RunStore : IDisposable
{
    public const string FileName = "store.db";

    /// <summary>"Cplg": whose file it is.</summary>
    private const long ApplicationId = 0x43706C67;
    private const long Format = 1;

    /// <summary>The process that had the store may be on its way out.</summary>
    private const int LockSeconds = 10;
    private static readonly int[] LockedCodes = [5, 6];

    /// <summary>SQLite's codes of a world that does not let it work; all others say that the file is not what it should be.</summary>
    private static readonly int[] OutsideCodes = [3, 7, 8, 9, 10, 13, 14, 22, 23];

    private readonly SqliteConnection connection;
    private readonly string path;

    private RunStore(SqliteConnection connection, string path)
    {
        this.connection = connection;
        this.path = path;
    }

    /// <summary>The run, if its plan was stored.</summary>
    public StoredRun? Run { get; private set; }

    /// <summary>The modes that were begun.</summary>
    public IReadOnlyDictionary<int, StoredMode> Modes { get; private set; } = new Dictionary<int, StoredMode>();

    /// <summary>Opens the store of a folder, or makes an empty one, and checks all that is in it.</summary>
    /// <exception cref="StoreDamagedException">It is not what was written.</exception>
    /// <exception cref="StoreFaultException">It cannot be used now.</exception>
    public static RunStore Open(string folder)
    {
        string path = Path.Combine(folder, FileName);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = LockSeconds,
        }.ToString());
        var store = new RunStore(connection, path);
        try
        {
            Directory.CreateDirectory(folder);
            store.Guard(store.OpenAndCheck);
            return store;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            store.Dispose();
            throw new StoreFaultException($"{path}: {fault.Message}", fault);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Stores which run it is, before anything else of it.</summary>
    public void Begin(StoredRun run) => Guard(() =>
    {
        byte[] content = run.ToByteArray();
        Execute(
            "INSERT INTO run (id, content, seal) VALUES (0, $content, $seal)",
            ("$content", content), ("$seal", RowSeal.Of("run", 0, 0, content)));
        Run = run;
    });

    /// <summary>
    /// Stores the state of a mode, and what was added since the last time: hashes of closed blocks, kept rounds, completed rows. All or
    /// nothing.
    /// </summary>
    /// <param name="number">The mode's place in the plan.</param>
    /// <param name="mode">Its state.</param>
    /// <param name="closedBlocks">Whole blocks' hashes.</param>
    /// <param name="rounds">Single rounds; null where there are none.</param>
    /// <param name="rows">Rows of a workload; null where there are none.</param>
    public void Commit(
        int number, StoredMode mode, byte[] closedBlocks, StoredRounds? rounds = null, StoredRowTallies? rows = null) => Guard(() =>
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        if (closedBlocks.Length > 0)
        {
            long last = mode.Tally.Blocks;
            Execute(
                "INSERT INTO blocks (mode, last, content, seal) VALUES ($mode, $last, $content, $seal)",
                ("$mode", number), ("$last", last), ("$content", closedBlocks), ("$seal", RowSeal.Of("blocks", number, last, closedBlocks)));
        }

        if (rounds is not null)
        {
            // Most runs keep none, and have no such table.
            Execute("CREATE TABLE IF NOT EXISTS rounds (mode INTEGER NOT NULL, last INTEGER NOT NULL, content BLOB NOT NULL, seal BLOB NOT NULL, PRIMARY KEY (mode, last))");
            long last = mode.Tally.Rounds;
            byte[] kept = rounds.ToByteArray();
            Execute(
                "INSERT INTO rounds (mode, last, content, seal) VALUES ($mode, $last, $content, $seal)",
                ("$mode", number), ("$last", last), ("$content", kept), ("$seal", RowSeal.Of("rounds", number, last, kept)));
        }

        if (rows is not null)
        {
            Execute("CREATE TABLE IF NOT EXISTS rows (mode INTEGER NOT NULL, last INTEGER NOT NULL, content BLOB NOT NULL, seal BLOB NOT NULL, PRIMARY KEY (mode, last))");
            long last = rows.First + rows.Rows.Count;
            byte[] complete = rows.ToByteArray();
            Execute(
                "INSERT INTO rows (mode, last, content, seal) VALUES ($mode, $last, $content, $seal)",
                ("$mode", number), ("$last", last), ("$content", complete), ("$seal", RowSeal.Of("rows", number, last, complete)));
        }

        byte[] content = mode.ToByteArray();
        Execute(
            "INSERT OR REPLACE INTO mode (number, content, seal) VALUES ($number, $content, $seal)",
            ("$number", number), ("$content", content), ("$seal", RowSeal.Of("mode", number, 0, content)));
        transaction.Commit();
    });

    /// <summary>The hashes of a mode's closed blocks, piece by piece, in their order.</summary>
    public IEnumerable<byte[]> BlocksOf(int number)
    {
        using SqliteCommand command = Command("SELECT last, content, seal FROM blocks WHERE mode = $mode ORDER BY last", ("$mode", number));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            byte[] content = (byte[])reader[1];
            RowSeal.Check("blocks", number, reader.GetInt64(0), content, (byte[])reader[2]);
            yield return content;
        }
    }

    /// <summary>The single rounds of a mode, piece by piece, in their order, each checked against its seal and its neighbour.</summary>
    /// <param name="number">The mode's place in the plan.</param>
    /// <param name="rounds">As many as are committed: so many there must be.</param>
    public IEnumerable<StoredRounds> RoundsOf(int number, long rounds)
    {
        long end = 0;
        if (Number("SELECT count(*) FROM sqlite_schema WHERE name = 'rounds'") > 0)
        {
            using SqliteCommand command = Command("SELECT last, content, seal FROM rounds WHERE mode = $mode ORDER BY last", ("$mode", number));
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                byte[] content = (byte[])reader[1];
                RowSeal.Check("rounds", number, reader.GetInt64(0), content, (byte[])reader[2]);
                StoredRounds piece = StoredRounds.Parser.ParseFrom(content);
                long count = piece.Alice.Length / sizeof(int);
                StoreDamagedException.Unless(
                    piece.First == end && piece.Alice.Length == piece.Bob.Length && end + count == reader.GetInt64(0),
                    $"the kept rounds of mode {number} have a gap at round {end}");
                end += count;
                yield return piece;
            }
        }

        StoreDamagedException.Unless(end == rounds, $"mode {number} has kept {end} rounds of {rounds}");
    }

    /// <summary>The completed rows of a mode on a workload, piece by piece, in their order.</summary>
    /// <param name="number">The mode's place in the plan.</param>
    public IEnumerable<StoredRowTallies> RowsOf(int number)
    {
        if (Number("SELECT count(*) FROM sqlite_schema WHERE name = 'rows'") == 0)
        {
            yield break;
        }

        using SqliteCommand command = Command("SELECT last, content, seal FROM rows WHERE mode = $mode ORDER BY last", ("$mode", number));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            byte[] content = (byte[])reader[1];
            RowSeal.Check("rows", number, reader.GetInt64(0), content, (byte[])reader[2]);
            yield return StoredRowTallies.Parser.ParseFrom(content);
        }
    }

    /// <summary>Runs a step that reads or writes the store, and tells damage from a world that is in the way.</summary>
    public void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (StoreDamagedException fault)
        {
            throw new StoreDamagedException($"{path}: the store is damaged: {fault.Message}", fault);
        }
        catch (SqliteException fault) when (LockedCodes.Contains(fault.SqliteErrorCode))
        {
            throw new StoreFaultException($"{path}: another process has the store", fault);
        }
        catch (SqliteException fault) when (OutsideCodes.Contains(fault.SqliteErrorCode))
        {
            throw new StoreFaultException($"{path}: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is SqliteException or InvalidProtocolBufferException or InvalidCastException
            or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new StoreDamagedException($"{path}: the store is damaged: {fault.Message}", fault);
        }
    }

    public void Dispose() => connection.Dispose();

    private void OpenAndCheck()
    {
        connection.Open();

        // The lock of the first access is kept until the end; no shared memory is needed then.
        Execute("PRAGMA locking_mode = EXCLUSIVE");
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("PRAGMA cell_size_check = ON");
        bool isNew = Number("SELECT count(*) FROM sqlite_schema") == 0 && Number("PRAGMA user_version") == 0;
        if (isNew)
        {
            Create();
            return;
        }

        StoreDamagedException.Unless(
            Number("PRAGMA application_id") == ApplicationId && Number("PRAGMA user_version") == Format,
            $"it is no store of format {Format}");
        string verdict = (string)(Command("PRAGMA integrity_check(1)").ExecuteScalar() ?? "no answer");
        StoreDamagedException.Unless(verdict == "ok", verdict);

        // A write takes the lock: two that read would otherwise both go on.
        Execute($"PRAGMA user_version = {Format}");
        Load();
    }

    private void Create()
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        Execute("CREATE TABLE run (id INTEGER PRIMARY KEY, content BLOB NOT NULL, seal BLOB NOT NULL)");
        Execute("CREATE TABLE mode (number INTEGER PRIMARY KEY, content BLOB NOT NULL, seal BLOB NOT NULL)");
        Execute("CREATE TABLE blocks (mode INTEGER NOT NULL, last INTEGER NOT NULL, content BLOB NOT NULL, seal BLOB NOT NULL, PRIMARY KEY (mode, last))");
        Execute($"PRAGMA application_id = {ApplicationId}");
        Execute($"PRAGMA user_version = {Format}");
        transaction.Commit();
    }

    private void Load()
    {
        foreach ((long _, byte[] content) in Rows("run", "id"))
        {
            Run = StoredRun.Parser.ParseFrom(content);
        }

        var modes = new Dictionary<int, StoredMode>();
        foreach ((long number, byte[] content) in Rows("mode", "number"))
        {
            modes.Add((int)number, StoredMode.Parser.ParseFrom(content));
        }

        Modes = modes;
        StoreDamagedException.Unless(Run is not null || modes.Count == 0, "it has modes, but not the run they are of");
        StoreDamagedException.Unless(
            Number("SELECT count(*) FROM blocks WHERE mode NOT IN (SELECT number FROM mode)") == 0, "it has blocks of no mode");
    }

    private List<(long Key, byte[] Content)> Rows(string table, string key)
    {
        var rows = new List<(long, byte[])>();
        using SqliteCommand command = Command($"SELECT {key}, content, seal FROM {table} ORDER BY {key}");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            long number = reader.GetInt64(0);
            byte[] content = (byte[])reader[1];
            RowSeal.Check(table, number, 0, content, (byte[])reader[2]);
            rows.Add((number, content));
        }

        return rows;
    }

    private long Number(string sql)
    {
        using SqliteCommand command = Command(sql);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Execute(string sql, params (string Name, object Value)[] values)
    {
        using SqliteCommand command = Command(sql, values);
        command.ExecuteNonQuery();
    }

#pragma warning disable CA2100 // Every statement is a constant of this class.
    private SqliteCommand Command(string sql, params (string Name, object Value)[] values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
#pragma warning restore CA2100
}
