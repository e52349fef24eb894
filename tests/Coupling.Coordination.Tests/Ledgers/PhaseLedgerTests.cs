using Coupling.Coordination.Ledgers;

namespace Coupling.Coordination.Tests.Ledgers;

public class PhaseLedgerTests
{
    [Fact]
    public void Amounts_add_up_within_their_phase_and_leave_the_others_alone()
    {
        var ledger = new PhaseLedger();
        ledger.Book(LedgerPhase.Rounds, new Directions(1, 2));
        ledger.Book(LedgerPhase.Rounds, new Directions(10, 20));
        ledger.Book(LedgerPhase.Retry, new Directions(5, 0));

        Assert.Equal(new Directions(11, 22), ledger[LedgerPhase.Rounds]);
        Assert.Equal(33, ledger[LedgerPhase.Rounds].Total);
        Assert.Equal(5, ledger[LedgerPhase.Retry].Total);
        Assert.Equal(default, ledger[LedgerPhase.Setup]);
    }
}
