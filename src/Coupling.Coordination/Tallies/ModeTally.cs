using Coupling.Coordination.Leases;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Protocols;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Tallies;

/// <summary>What has been committed of one mode: whole batches, in the order of their rounds.</summary>
internal sealed class ModeTally : ILeaseTally, ICommits<Batch>, IDisposable
{
    private readonly BlockDigest digest;
    private readonly RoundsJournal? journal;
    private readonly SampleTally samples;
    private readonly UnitTally units;
    private readonly BatchShape shape;
    private readonly SettingLedger settings = new();
    private readonly RowTally? rows;
    private readonly ConversingProtocol? protocol;

    /// <param name="alphabetSize">n.</param>
    /// <param name="unitRounds">Rounds of a unit.</param>
    /// <param name="keepsJournal">Whether the hashes of closed blocks are kept for <see cref="TakeBlocks"/>.</param>
    /// <param name="keepsRounds">Whether single rounds are kept for <see cref="TakeRounds"/>.</param>
    /// <param name="rows">Gets what is committed, row by row; null for a pair that stays.</param>
    /// <param name="protocol">The mode, whose cap and settings are held against; null for a silent one.</param>
    public ModeTally(int alphabetSize, int unitRounds, bool keepsJournal = false, bool keepsRounds = false, RowTally? rows = null, ConversingProtocol? protocol = null)
    {
        this.protocol = protocol;
        this.rows = rows;
        journal = keepsRounds ? new RoundsJournal() : null;
        shape = new BatchShape(alphabetSize, unitRounds, Speaks: protocol is not null);
        digest = new BlockDigest(keepsJournal);
        samples = new SampleTally(alphabetSize);
        units = new UnitTally(unitRounds, protocol);
    }

    /// <summary>Rounds 0..Rounds−1 are committed.</summary>
    public long Rounds { get; private set; }

    public long Agreements => samples.Agreements;

    /// <summary>How often Alice drew each item.</summary>
    public long[] AliceCounts => samples.Alice;

    public long[] BobCounts => samples.Bob;

    /// <summary>Payload of the committed rounds, from the sum over units.</summary>
    public Directions PayloadBits => units.PayloadBits;

    public long Turns { get; private set; }

    public long Batches { get; private set; }

    public int MostTurnsInABatch { get; private set; }

    /// <summary>Units whose bits the two parties count differently.</summary>
    public long UnitMismatches => units.Mismatches;

    /// <summary>The most payload bits of a unit, both directions.</summary>
    public long LargestUnitBits => units.LargestBits;

    /// <summary>Units that said more than the mode's cap.</summary>
    public long UnitsOverCap => units.OverCap;

    /// <summary>What an adaptive mode did under which public setting.</summary>
    public SettingLedger Settings => settings;

    /// <summary>The same by row of a workload; null for a pair that stays.</summary>
    public RowTally? Rows => rows;

    public IEnumerable<(string What, string Unit, long Count)> Contradictions =>
    [
        ("units counted differently by the parties", "units", UnitMismatches),
        ("batches whose settings the parties report differently", "batches", settings.Mismatches),
    ];

    public Func<Role, WorkReport, CancellationToken, Task> TakeReports(Action committed)
    {
        var matcher = new BatchMatcher<Batch>(this, committed, shape.Speaks ? BatchMatcher.ConversationAhead : BatchMatcher.SilentAhead);
        return async (role, report, cancellationToken) =>
        {
            if (report.ReportCase != WorkReport.ReportOneofCase.Batches)
            {
                throw new LeaseFaultException($"{role} reported {report.ReportCase} (allowed: Batches)");
            }

            foreach (BatchReport batch in report.Batches.Batches)
            {
                await matcher.AddAsync(role, Batch.Of(batch, shape, role.ToString()), cancellationToken).ConfigureAwait(false);
            }
        };
    }

    /// <summary>Commits the next batch, as both parties report it: all of it or nothing.</summary>
    /// <exception cref="LeaseFaultException">The reports do not go together, or are not of the next batch.</exception>
    public void Commit(Batch alice, Batch bob)
    {
        if (alice.First != Rounds || bob.First != Rounds || alice.Samples.Length != bob.Samples.Length
            || alice.SentBits.Length != bob.SentBits.Length)
        {
            throw new LeaseFaultException(
                $"the parties report different batches: alice {alice.First}+{alice.Samples.Length}, bob {bob.First}+{bob.Samples.Length}, expected {Rounds}");
        }

        int expected = shape.Units(alice.Samples.Length);
        if (alice.SentBits.Length != 0 && alice.SentBits.Length != expected)
        {
            throw new LeaseFaultException($"the parties report the bits of {alice.SentBits.Length} units in round {Rounds}+{alice.Samples.Length}, expected {expected}");
        }

        settings.Commit(alice, bob, protocol);
        samples.Add(alice.Samples, bob.Samples);
        units.Add(alice, bob);
        digest.Add(alice.Samples, bob.Samples, shape.UnitRounds, alice.SentBits, bob.SentBits);
        journal?.Add(alice.Samples, bob.Samples, expected, alice.SentBits, bob.SentBits);
        rows?.AddRounds(alice.Samples, bob.Samples);
        rows?.AddUnits(alice.Samples.Length, shape.UnitRounds, alice.SentBits, bob.SentBits);
        rows?.AddSettings(alice.Settings);
        Rounds += alice.Samples.Length;
        int turns = alice.TurnsSpoken + bob.TurnsSpoken;
        Turns += turns;
        Batches++;
        MostTurnsInABatch = Math.Max(MostTurnsInABatch, turns);
    }

    /// <summary>Lets go of both parties' counts, 16 bytes per item, once they are tested and stored. Nothing can be committed after it.</summary>
    public void ForgetCounts() => samples.ForgetCounts();

    /// <summary>The digests of what is committed. Nothing can be committed after it.</summary>
    public (string Both, string Alice, string Bob) FinishDigests() => digest.Finish();

    /// <summary>The hashes of the blocks that were closed since the last call, for the store.</summary>
    public byte[] TakeBlocks() => digest.TakeJournal();

    /// <summary>Bytes of the single rounds that wait to be taken.</summary>
    public long WaitingBytes => journal?.Bytes ?? 0;

    /// <summary>The rounds that were committed since the last call, for the store; null if there are none, or they are not kept.</summary>
    public StoredRounds? TakeRounds() => journal?.Take(Rounds);

    /// <summary>The rows of a workload that were completed since the last call, for the store.</summary>
    public StoredRowTallies? TakeRows() => rows?.Take();

    /// <summary>Everything but the hashes of closed blocks and the single rounds.</summary>
    public StoredTally ToStored()
    {
        OpenBlock open = digest.Open;
        var stored = new StoredTally
        {
            Rounds = Rounds,
            Turns = Turns,
            Batches = Batches,
            MostTurnsInABatch = MostTurnsInABatch,
            Blocks = digest.Blocks,
            BlocksSha256 = ByteString.CopyFrom(digest.Chain()),
            OpenAlice = ByteString.CopyFrom(open.Alice.Span),
            OpenBob = ByteString.CopyFrom(open.Bob.Span),
            OpenUnits = ByteString.CopyFrom(open.Units.Span),
        };
        stored.OpenRow = rows?.Open();
        settings.AddTo(stored);
        samples.AddTo(stored);
        units.AddTo(stored);
        return stored;
    }

    /// <summary>Goes on where a stored tally ends. Only a tally that is still empty can.</summary>
    /// <param name="stored">What <see cref="ToStored"/> made.</param>
    /// <param name="closedBlocks">The hashes that <see cref="TakeBlocks"/> gave, one piece after another.</param>
    /// <param name="completeRows">What <see cref="TakeRows"/> gave, one piece after another.</param>
    /// <exception cref="StoreDamagedException">They do not go together.</exception>
    public void Restore(StoredTally stored, IEnumerable<byte[]> closedBlocks, IEnumerable<StoredRowTallies>? completeRows = null)
    {
        foreach (byte[] hashes in closedBlocks)
        {
            StoreDamagedException.Unless(hashes.Length % BlockDigest.BlockBytes == 0, "a piece of block hashes has no whole blocks");
            digest.Restore(hashes);
        }

        long openRounds = stored.OpenAlice.Length / sizeof(int);
        StoreDamagedException.Unless(
            digest.Blocks == stored.Blocks && digest.Chain().AsSpan().SequenceEqual(stored.BlocksSha256.Span),
            "the block hashes are not those of the tally");
        StoreDamagedException.Unless(
            stored.OpenAlice.Length == stored.OpenBob.Length && openRounds <= BlockDigest.BlockRounds
                && (stored.Blocks * BlockDigest.BlockRounds) + openRounds == stored.Rounds,
            "the blocks of a mode do not add up to its rounds");
        digest.Restore(new OpenBlock(stored.OpenAlice.Memory, stored.OpenBob.Memory, stored.OpenUnits.Memory));
        settings.Restore(stored);
        samples.Restore(stored);
        units.Restore(stored);
        Rounds = stored.Rounds;
        Turns = stored.Turns;
        Batches = stored.Batches;
        MostTurnsInABatch = stored.MostTurnsInABatch;
        rows?.Restore(completeRows ?? [], this, stored.OpenRow);
    }

    public void Dispose() => digest.Dispose();
}
