namespace Coupling.Coordination.Ledgers;

/// <summary>One meter of one mode, by phase and direction.</summary>
public sealed class PhaseLedger
{
    private readonly Directions[] booked = new Directions[Enum.GetValues<LedgerPhase>().Length];

    public Directions this[LedgerPhase phase] => booked[(int)phase];

    public void Book(LedgerPhase phase, Directions amount) => booked[(int)phase] += amount;
}
