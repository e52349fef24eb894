using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Store.V1;

namespace Coupling.Coordination.Store;

/// <summary>Ledgers and their parts, as rows of the store have them.</summary>
internal static class StoredLedgers
{
    private static readonly LedgerPhase[] Phases = Enum.GetValues<LedgerPhase>();

    public static StoredDirections ToStored(this Directions directions) =>
        new() { AliceToBob = directions.AliceToBob, BobToAlice = directions.BobToAlice };

    public static Directions ToDirections(this StoredDirections? stored) =>
        stored is null ? default : new Directions(stored.AliceToBob, stored.BobToAlice);

    public static IEnumerable<StoredDirections> ToStored(this PhaseLedger ledger) => Phases.Select(phase => ledger[phase].ToStored());

    /// <summary>Books what was stored; the ledger must be empty.</summary>
    public static void Restore(this PhaseLedger ledger, IReadOnlyList<StoredDirections> stored)
    {
        StoreDamagedException.Unless(stored.Count == Phases.Length, $"a ledger has {stored.Count} phases");
        foreach ((LedgerPhase phase, StoredDirections amount) in Phases.Zip(stored))
        {
            ledger.Book(phase, amount.ToDirections());
        }
    }

    public static StoredWitness ToStored(this WitnessRecord witness)
    {
        var stored = new StoredWitness { Attempt = witness.Attempt, Phase = witness.Phase, What = witness.What, Agrees = witness.Agrees };
        stored.Names.AddRange(witness.Counts.Keys);
        stored.Counts.AddRange(witness.Counts.Values);
        return stored;
    }

    public static StoredLeg ToStored(this LegRecord leg) => new() { Attempt = leg.Attempt, Leg = leg.Leg, From = leg.From, To = leg.To };

    public static LegRecord ToRecord(StoredLeg stored) => new(stored.Attempt, stored.Leg, stored.From, stored.To);

    public static WitnessRecord ToRecord(StoredWitness stored) => new(
        stored.Attempt,
        stored.Phase,
        stored.What,
        stored.Names.Zip(stored.Counts).ToDictionary(count => count.First, count => count.Second),
        stored.Agrees);
}
