using Coupling.Coordination.Ledgers;

namespace Coupling.Coordination.Tests.Ledgers;

public class ModeLedgerTests
{
    private static readonly MeterReading Handshake = Readings.Agreed(0, 0, 60, 60, 400, 300);
    private static readonly MeterReading Setup = Readings.Agreed(64, 0, 80, 60, 450, 310);
    private static readonly MeterReading Rounds = Readings.Agreed(1064, 500, 280, 160, 850, 510);
    private static readonly MeterReading Teardown = Readings.Ended(Readings.Agreed(1064, 500, 280, 160, 870, 540));

    private readonly ModeLedger ledger = new();

    [Fact]
    public void An_orderly_connection_is_booked_phase_by_phase()
    {
        CloseAll(attempt: 1);

        AssertBooked(ledger.PayloadBits, handshake: default, setup: new(64, 0), rounds: new(1000, 500), teardown: default);
        AssertBooked(ledger.MessageBytes, handshake: new(60, 60), setup: new(20, 0), rounds: new(200, 100), teardown: default);
        AssertBooked(ledger.SocketBytes, handshake: new(400, 300), setup: new(50, 10), rounds: new(400, 200), teardown: new(20, 30));
        Assert.True(ledger.Reconciled);
        Assert.Equal(["handshake", "setup", "rounds", "teardown"], ledger.Witnesses.Select(witness => witness.Phase).Distinct());
        Assert.Equal((4 * 6) + 1, ledger.Witnesses.Count);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_connection_that_one_side_did_not_see_end_in_order_is_a_finding(bool alice, bool bob)
    {
        ledger.CloseOrderly(1, LedgerPhase.Teardown, Rounds, Readings.Ended(Rounds, alice, bob));
        WitnessRecord witness = Assert.Single(ledger.Witnesses, witness => !witness.Agrees);
        Assert.Equal(("teardown", alice ? 1 : 0, bob ? 1 : 0), (witness.Phase, (int)witness.Counts["alice"], (int)witness.Counts["bob"]));
        Assert.False(ledger.Reconciled);
    }

    [Fact]
    public void A_handshake_and_a_setup_that_were_completed_before_are_booked_as_retry()
    {
        ledger.CloseOrderly(1, LedgerPhase.Handshake, MeterReading.Zero, Handshake);
        ledger.CloseOrderly(1, LedgerPhase.Setup, Handshake, Setup);
        ledger.CloseBroken(1, Setup, Setup, default);
        CloseAll(attempt: 2);

        AssertBooked(ledger.PayloadBits, default, new(64, 0), new(1000, 500), default, retry: new(64, 0));
        AssertBooked(ledger.MessageBytes, new(60, 60), new(20, 0), new(200, 100), default, retry: new(80, 60));
        AssertBooked(ledger.SocketBytes, new(400, 300), new(50, 10), new(400, 200), new(20, 30), retry: new(450, 310));
    }

    [Fact]
    public void The_setup_that_counts_is_the_first_that_was_completed()
    {
        ledger.CloseOrderly(1, LedgerPhase.Handshake, MeterReading.Zero, Handshake);
        ledger.CloseBroken(1, Handshake, Setup, default);
        CloseAll(attempt: 2);

        AssertBooked(ledger.PayloadBits, default, new(64, 0), new(1000, 500), default, retry: new(64, 0));
        AssertBooked(ledger.MessageBytes, new(60, 60), new(20, 0), new(200, 100), default, new(60, 60), new(20, 0));
    }

    [Fact]
    public void A_ledger_that_was_stored_knows_what_was_completed()
    {
        ledger.CloseOrderly(1, LedgerPhase.Handshake, MeterReading.Zero, Handshake);
        ledger.CloseOrderly(1, LedgerPhase.Setup, Handshake, Setup);
        var restored = new ModeLedger();
        restored.Restore(ledger.ToStored(), default);
        restored.CloseOrderly(2, LedgerPhase.Handshake, MeterReading.Zero, Handshake);
        restored.CloseOrderly(2, LedgerPhase.Setup, Handshake, Setup);
        AssertBooked(restored.PayloadBits, default, new(64, 0), default, default, retry: new(64, 0));
    }

    [Fact]
    public void What_was_committed_of_a_broken_connection_counts_and_the_rest_is_retry_or_indeterminate()
    {
        ledger.CloseOrderly(1, LedgerPhase.Handshake, MeterReading.Zero, Handshake);
        ledger.CloseOrderly(1, LedgerPhase.Setup, Handshake, Setup);
        ledger.CloseBroken(1, Setup, Rounds, new Directions(700, 300));

        AssertBooked(ledger.PayloadBits, default, new(64, 0), new(700, 300), default, retry: new(300, 200));
        AssertBooked(ledger.MessageBytes, new(60, 60), new(20, 0), default, default, indeterminate: new(200, 100));
        AssertBooked(ledger.SocketBytes, new(400, 300), new(50, 10), default, default, indeterminate: new(400, 200));
        Assert.True(ledger.Reconciled);
    }

    [Fact]
    public void On_a_broken_connection_less_may_arrive_than_was_sent_but_not_more()
    {
        MeterReading lost = Rounds with { Bob = new(Rounds.Bob) { SocketBytesReceived = 3, PayloadBitsReceived = 70 } };
        ledger.CloseBroken(1, Setup, lost, default);
        Assert.True(ledger.Reconciled);

        MeterReading fromNowhere = Rounds with { BobLeg = new LegReading(Rounds.BobLeg.In, Rounds.BobLeg.Out + 1) };
        ledger.CloseBroken(1, Setup, fromNowhere, default);
        WitnessRecord witness = Assert.Single(ledger.Witnesses, witness => !witness.Agrees);
        Assert.Equal(("broken", "socket_bytes alice_to_bob"), (witness.Phase, witness.What));
    }

    [Fact]
    public void A_party_that_is_gone_has_no_reading_and_nothing_is_booked_below_zero()
    {
        MeterReading bobGone = Rounds with { Bob = new(), BobAnswers = false };
        ledger.CloseBroken(1, Setup, bobGone, new Directions(1100, 500));

        Assert.Equal(new Directions(1100, 500), ledger.PayloadBits[LedgerPhase.Rounds]);
        Assert.Equal(default, ledger.PayloadBits[LedgerPhase.Retry]);
        Assert.Equal(new Directions(200, 100), ledger.MessageBytes[LedgerPhase.Indeterminate]);
        Assert.Equal(new Directions(400, 200), ledger.SocketBytes[LedgerPhase.Indeterminate]);
        Assert.True(ledger.Reconciled);
    }

    [Fact]
    public void A_planted_error_of_one_byte_is_a_witness_that_differs()
    {
        MeterReading planted = Rounds with { AliceLeg = new LegReading(Rounds.AliceLeg.In, Rounds.AliceLeg.Out - 1) };
        ledger.CloseOrderly(1, LedgerPhase.Rounds, Setup, planted);

        Assert.False(ledger.Reconciled);
        WitnessRecord witness = Assert.Single(ledger.Witnesses, witness => !witness.Agrees);
        Assert.Equal("socket_bytes bob_to_alice", witness.What);
        Assert.Equal(509, witness.Counts["link_out"]);
        Assert.Equal(510, witness.Counts["alice_received"]);
    }

    private void CloseAll(int attempt)
    {
        ledger.CloseOrderly(attempt, LedgerPhase.Handshake, MeterReading.Zero, Handshake);
        ledger.CloseOrderly(attempt, LedgerPhase.Setup, Handshake, Setup);
        ledger.CloseOrderly(attempt, LedgerPhase.Rounds, Setup, Rounds);
        ledger.CloseOrderly(attempt, LedgerPhase.Teardown, Rounds, Teardown);
    }

    private static void AssertBooked(
        PhaseLedger booked, Directions handshake, Directions setup, Directions rounds, Directions teardown,
        Directions retry = default, Directions indeterminate = default) =>
        Assert.Equal(
            [handshake, setup, rounds, teardown, retry, indeterminate],
            Enum.GetValues<LedgerPhase>().Select(phase => booked[phase]));
}
