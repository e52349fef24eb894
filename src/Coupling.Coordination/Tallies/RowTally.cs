using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;

namespace Coupling.Coordination.Tallies;

/// <summary>What has been committed of each row of a workload. Rounds come in order, so that only one row is incomplete.</summary>
/// <param name="roundsPerRow">K.</param>
/// <param name="holdsUnits">Whether every unit lies in one row; else bits and settings are of no row.</param>
internal sealed class RowTally(long roundsPerRow, bool holdsUnits)
{
    private static readonly IReadOnlyDictionary<long, long> None = new Dictionary<long, long>();

    private readonly List<long> agreements = [];
    private readonly List<Directions> bits = [];
    private readonly List<SortedDictionary<long, long>> settings = [];
    private long rounds;
    private int taken;

    /// <summary>Rows that have begun.</summary>
    public int Rows => agreements.Count;

    /// <summary>Whether bits and settings are counted by row.</summary>
    public bool HoldsUnits => holdsUnits;

    private int Complete => (int)(rounds / roundsPerRow);

    public long Agreements(int row) => agreements[row];

    /// <summary>Payload of the row's units; 0 where nothing was said.</summary>
    public Directions Bits(int row) => row < bits.Count ? bits[row] : default;

    /// <summary>Rounds of the row per setting of an adaptive mode.</summary>
    public IReadOnlyDictionary<long, long> Settings(int row) => row < settings.Count ? settings[row] : None;

    /// <summary>Adds the next rounds.</summary>
    /// <param name="alice">Her samples.</param>
    /// <param name="bob">As many of his.</param>
    public void AddRounds(ReadOnlySpan<int> alice, ReadOnlySpan<int> bob)
    {
        for (int start = 0; start < alice.Length;)
        {
            if (agreements.Count == Complete)
            {
                agreements.Add(0);
            }

            int count = (int)Math.Min(roundsPerRow - (rounds % roundsPerRow), alice.Length - start);
            agreements[^1] += Tallies.Agreements.Count(alice.Slice(start, count), bob.Slice(start, count));
            rounds += count;
            start += count;
        }
    }

    /// <summary>Adds the payload of the units of the rounds that were added last.</summary>
    /// <param name="count">How many rounds.</param>
    /// <param name="unitRounds">Rounds of a unit.</param>
    /// <param name="aliceToBob">Payload bits of each unit; empty where nothing is said.</param>
    /// <param name="bobToAlice">Likewise.</param>
    public void AddUnits(int count, int unitRounds, ReadOnlySpan<int> aliceToBob, ReadOnlySpan<int> bobToAlice)
    {
        for (int unit = 0; holdsUnits && unit < aliceToBob.Length; unit++)
        {
            var said = new Directions(aliceToBob[unit], bobToAlice[unit]);
            if (said.Total != 0)
            {
                int row = (int)((rounds - count + ((long)unit * unitRounds)) / roundsPerRow);
                Reach(bits, row + 1, default);
                bits[row] += said;
            }
        }
    }

    /// <summary>Adds the settings of the batch that ended with the round added last; it lies in one row.</summary>
    public void AddSettings(IReadOnlyList<(long Setting, long Rounds)> batch)
    {
        if (holdsUnits && batch.Count > 0)
        {
            while (settings.Count < Rows)
            {
                settings.Add([]);
            }

            foreach ((long setting, long count) in batch)
            {
                settings[^1][setting] = settings[^1].GetValueOrDefault(setting) + count;
            }
        }
    }

    /// <summary>The rows that were completed since the last call, for the store; null if there are none.</summary>
    public StoredRowTallies? Take()
    {
        if (taken == Complete)
        {
            return null;
        }

        var stored = new StoredRowTallies { First = taken };
        stored.Rows.AddRange(Enumerable.Range(taken, Complete - taken).Select(ToStored));
        taken = Complete;
        return stored;
    }

    /// <summary>The row that is not complete; null if all are.</summary>
    public StoredRowTally? Open() => Rows > Complete ? ToStored(Rows - 1) : null;

    /// <summary>Goes on after completed rows and an open one. Only a tally that is still empty can.</summary>
    /// <param name="complete">What <see cref="Take"/> gave, piece by piece.</param>
    /// <param name="tally">The mode's, which is restored before it.</param>
    /// <param name="open">What <see cref="Open"/> gave.</param>
    /// <exception cref="StoreDamagedException">They are not rows of that tally.</exception>
    public void Restore(IEnumerable<StoredRowTallies> complete, ModeTally tally, StoredRowTally? open)
    {
        foreach (StoredRowTallies piece in complete)
        {
            StoreDamagedException.Unless(piece.First == Rows, $"the rows of a mode have a gap at row {Rows}");
            foreach (StoredRowTally row in piece.Rows)
            {
                Add(row);
            }
        }

        rounds = tally.Rounds;
        taken = Rows;
        bool isWhole = Rows == Complete && (open is null) == (rounds % roundsPerRow == 0);
        if (open is not null)
        {
            Add(open);
        }

        Directions sum = bits.Aggregate(default(Directions), (total, row) => total + row);
        StoreDamagedException.Unless(
            isWhole && agreements.Sum() == tally.Agreements && (!holdsUnits || sum == tally.PayloadBits),
            "the rows of a mode do not add up to its tally");
    }

    private void Add(StoredRowTally stored)
    {
        agreements.Add(stored.Agreements);
        if (stored.PayloadBits is not null)
        {
            Reach(bits, Rows, default);
            bits[^1] = stored.PayloadBits.ToDirections();
        }

        if (stored.Settings.Count > 0)
        {
            AddSettings([.. stored.Settings.Select(entry => (entry.Setting, entry.Rounds))]);
        }
    }

    private StoredRowTally ToStored(int row)
    {
        var stored = new StoredRowTally { Agreements = agreements[row] };
        if (Bits(row) is { Total: not 0 } spoken)
        {
            stored.PayloadBits = spoken.ToStored();
        }

        stored.Settings.AddRange(Settings(row).Select(entry => new StoredSetting { Setting = entry.Key, Rounds = entry.Value }));
        return stored;
    }

    private static void Reach<T>(List<T> column, int count, T empty)
    {
        while (column.Count < count)
        {
            column.Add(empty);
        }
    }
}
