using System.Runtime.CompilerServices;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Protocols;

namespace Coupling.Coordination.Tallies;

/// <summary>What was said in the units of a mode, and whether both parties count it alike.</summary>
/// <param name="unitRounds">Rounds of a unit.</param>
/// <param name="protocol">The mode, whose cap is held against; null for a silent one.</param>
internal sealed class UnitTally(int unitRounds, ConversingProtocol? protocol)
{
    private readonly long cap = protocol?.UnitCap(unitRounds) ?? long.MaxValue;

    /// <summary>As the senders count.</summary>
    public Directions PayloadBits { get; private set; }

    /// <summary>Units whose bits the two parties count differently.</summary>
    public long Mismatches { get; private set; }

    /// <summary>The most payload bits of a unit, both directions.</summary>
    public long LargestBits { get; private set; }

    /// <summary>Units that said more than the mode's cap.</summary>
    public long OverCap { get; private set; }

    /// <summary>Adds the units of a batch, as many in both reports.</summary>
    // Few calls with much to do each: counting calls would compile it too late.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Batch alice, Batch bob)
    {
        int units = alice.SentBits.Length;
        (long forth, long back, long largest, long mismatches, long over) = (0, 0, LargestBits, 0, 0);
        for (int unit = 0; unit < units; unit++)
        {
            int said = alice.SentBits[unit];
            int answered = bob.SentBits[unit];
            long both = (long)said + answered;
            forth += said;
            back += answered;
            largest = Math.Max(largest, both);
            mismatches += said == bob.ReceivedBits[unit] && answered == alice.ReceivedBits[unit] ? 0 : 1;
            over += both > cap ? 1 : 0;
        }

        int lastRounds = alice.Samples.Length - ((units - 1) * unitRounds);
        if (units > 0 && lastRounds < unitRounds)
        {
            // A unit that is cut short has a cap of its own.
            long last = (long)alice.SentBits[^1] + bob.SentBits[^1];
            over += (last > protocol?.UnitCap(lastRounds) ? 1 : 0) - (last > cap ? 1 : 0);
        }

        PayloadBits += new Directions(forth, back);
        LargestBits = largest;
        Mismatches += mismatches;
        OverCap += over;
    }

    public void AddTo(StoredTally stored)
    {
        stored.PayloadBits = PayloadBits.ToStored();
        stored.UnitMismatches = Mismatches;
        stored.LargestUnitBits = LargestBits;
        stored.UnitsOverCap = OverCap;
    }

    public void Restore(StoredTally stored)
    {
        PayloadBits = stored.PayloadBits.ToDirections();
        Mismatches = stored.UnitMismatches;
        LargestBits = stored.LargestUnitBits;
        OverCap = stored.UnitsOverCap;
    }
}
