using Coupling.Coordination.Parties;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;

namespace Coupling.Coordination.Tests.Tallies;

public class SettingLedgerTests
{
    private readonly SettingLedger ledger = new();

    [Fact]
    public void Rounds_of_a_setting_add_up_and_survive_the_store()
    {
        ledger.Commit(Batch((7, 3), (9, 1)), Batch((7, 3), (9, 1)));
        ledger.Commit(Batch((7, 4)), Batch((7, 4)));
        var stored = new StoredTally();
        ledger.AddTo(stored);
        var restored = new SettingLedger();
        restored.Restore(stored);
        Assert.Equal([new(7, 7), new(9, 1)], restored.Rounds);
        Assert.Equal(0, restored.Mismatches);
    }

    [Fact]
    public void A_setting_that_only_one_party_knows_of_is_counted()
    {
        ledger.Commit(Batch((7, 4)), Batch((8, 4)));
        Assert.Equal(1, ledger.Mismatches);
    }

    [Fact]
    public void Settings_of_other_rounds_than_the_batchs_are_refused() =>
        Assert.Throws<LeaseFaultException>(() => ledger.Commit(Batch((7, 5)), Batch((7, 5))));

    [Fact]
    public void A_setting_for_every_message_is_refused()
    {
        for (int setting = 0; setting < 4096; setting++)
        {
            ledger.Commit(Batch((setting, 4)), Batch((setting, 4)));
        }

        Assert.Throws<LeaseFaultException>(() => ledger.Commit(Batch((-1, 4)), Batch((-1, 4))));
    }

    private static Batch Batch(params (long Setting, long Rounds)[] settings) => new(0, [0, 0, 0, 0], [], [], 0) { Settings = settings };
}
