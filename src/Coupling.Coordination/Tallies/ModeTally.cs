using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;

namespace Coupling.Coordination.Tallies;

/// <summary>What has been committed of one mode: whole batches, in the order of their rounds.</summary>
internal sealed class ModeTally : IDisposable
{
    private readonly BlockDigest digest = new();
    private readonly int unitRounds;
    private long unitMismatches;

    public ModeTally(int alphabetSize, int unitRounds)
    {
        this.unitRounds = unitRounds;
        AliceCounts = new long[alphabetSize];
        BobCounts = new long[alphabetSize];
    }

    /// <summary>Rounds 0..Rounds−1 are committed.</summary>
    public long Rounds { get; private set; }

    public long Agreements { get; private set; }

    /// <summary>How often Alice drew each item.</summary>
    public long[] AliceCounts { get; }

    public long[] BobCounts { get; }

    /// <summary>Payload of the committed rounds, from the sum over units.</summary>
    public Directions PayloadBits { get; private set; }

    public long Turns { get; private set; }

    public long Batches { get; private set; }

    public int MostTurnsInABatch { get; private set; }

    /// <summary>Units whose bits the two parties count differently.</summary>
    public long UnitMismatches => unitMismatches;

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

        int units = (alice.Samples.Length + unitRounds - 1) / unitRounds;
        if (alice.SentBits.Length != 0 && alice.SentBits.Length != units)
        {
            throw new LeaseFaultException($"the parties report the bits of {alice.SentBits.Length} units in round {Rounds}+{alice.Samples.Length}, expected {units}");
        }

        for (int index = 0; index < alice.Samples.Length; index++)
        {
            int a = alice.Samples[index];
            int b = bob.Samples[index];
            Agreements += a == b ? 1 : 0;
            AliceCounts[a]++;
            BobCounts[b]++;
            digest.AddRound(a, b);
            if ((index + 1) % unitRounds == 0 || index + 1 == alice.Samples.Length)
            {
                CommitUnit(index / unitRounds, alice, bob);
            }
        }

        Rounds += alice.Samples.Length;
        int turns = alice.TurnsSpoken + bob.TurnsSpoken;
        Turns += turns;
        Batches++;
        MostTurnsInABatch = Math.Max(MostTurnsInABatch, turns);
    }

    public (string Both, string Alice, string Bob) FinishDigests() => digest.Finish();

    public void Dispose() => digest.Dispose();

    private void CommitUnit(int unit, Batch alice, Batch bob)
    {
        if (alice.SentBits.Length == 0)
        {
            digest.AddUnit(0, 0);
            return;
        }

        var bits = new Directions(alice.SentBits[unit], bob.SentBits[unit]);
        bool agree = alice.SentBits[unit] == bob.ReceivedBits[unit] && bob.SentBits[unit] == alice.ReceivedBits[unit];
        unitMismatches += agree ? 0 : 1;
        PayloadBits += bits;
        digest.AddUnit((ulong)bits.AliceToBob, (ulong)bits.BobToAlice);
    }
}
