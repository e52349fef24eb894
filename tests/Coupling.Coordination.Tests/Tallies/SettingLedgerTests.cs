using Coupling.Coordination.Parties;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;
using Coupling.Protocols;

namespace Coupling.Coordination.Tests.Tallies;

public class SettingLedgerTests
{
    /// <summary>A mode that takes every number for a setting.</summary>
    private static readonly ConversingProtocol Any = new Repair(4);

    private readonly SettingLedger ledger = new();

    [Fact]
    public void Rounds_of_a_setting_add_up_and_survive_the_store()
    {
        ledger.Commit(Batch((7, 3), (9, 1)), Batch((7, 3), (9, 1)), Any);
        ledger.Commit(Batch((7, 4)), Batch((7, 4)), Any);
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
        ledger.Commit(Batch((7, 4)), Batch((8, 4)), Any);
        Assert.Equal(1, ledger.Mismatches);
    }

    [Fact]
    public void Settings_of_other_rounds_than_the_batchs_are_refused() =>
        Assert.Throws<LeaseFaultException>(() => ledger.Commit(Batch((7, 5)), Batch((7, 5)), Any));

    [Fact]
    public void A_setting_for_every_message_is_refused()
    {
        for (int setting = 0; setting < 4096; setting++)
        {
            ledger.Commit(Batch((setting, 4)), Batch((setting, 4)), Any);
        }

        Assert.Throws<LeaseFaultException>(() => ledger.Commit(Batch((-1, 4)), Batch((-1, 4)), Any));
    }

    [Theory]
    [InlineData("budget:4")]
    [InlineData("repair-grouped:8")]
    public void A_number_that_is_no_setting_of_the_mode_is_refused(string mode)
    {
        var protocol = (ConversingProtocol)ProtocolCatalog.Parse(mode);
        LeaseFaultException refused = Assert.Throws<LeaseFaultException>(() => ledger.Commit(Batch((1L << 60, 4)), Batch((1L << 60, 4)), protocol));
        Assert.Contains(mode, refused.Message, StringComparison.Ordinal);
        Assert.Empty(ledger.Rounds);
    }

    private static Batch Batch(params (long Setting, long Rounds)[] settings) => new(0, [0, 0, 0, 0], [], [], 0) { Settings = settings };
}
