using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;
using Coupling.Coordination.Telemetry;
using Coupling.Coordination.Tests.Ledgers;
using Coupling.Coordination.Tests.Tallies;

namespace Coupling.Coordination.Tests.Telemetry;

public sealed class ModeMetricsTests : IDisposable
{
    private static readonly MeterReading Handshake = Readings.Agreed(0, 0, 60, 50, 400, 300);
    private static readonly MeterReading Rounds = Readings.Agreed(12, 8, 280, 160, 850, 510);

    private readonly ModeTally tally = NewTally();
    private readonly ModeLedger ledger = new();
    private readonly ToldCounters told = new();

    [Fact]
    public void What_has_been_added_is_told_and_nothing_twice()
    {
        var metrics = new ModeMetrics(told.Mode, tally, ledger);
        metrics.Tell();
        Assert.Empty(told.Values);

        ledger.CloseOrderly(1, LedgerPhase.Handshake, MeterReading.Zero, Handshake);
        Commit(0, [0, 1, 2], [0, 1, 1]);
        metrics.Tell();
        metrics.Tell();
        Commit(3, [2], [2]);
        ledger.CloseOrderly(1, LedgerPhase.Rounds, Handshake, Rounds);
        metrics.Tell();
        metrics.Tell();
        Assert.Equal(
            new SortedDictionary<string, long>
            {
                ["coupling.rounds"] = 4,
                ["coupling.agreements"] = 3,
                ["coupling.bits alice_to_bob message handshake"] = 60 * 8,
                ["coupling.bits bob_to_alice message handshake"] = 50 * 8,
                ["coupling.bits alice_to_bob socket handshake"] = 400 * 8,
                ["coupling.bits bob_to_alice socket handshake"] = 300 * 8,
                ["coupling.bits alice_to_bob payload rounds"] = 12,
                ["coupling.bits bob_to_alice payload rounds"] = 8,
                ["coupling.bits alice_to_bob message rounds"] = 220 * 8,
                ["coupling.bits bob_to_alice message rounds"] = 110 * 8,
                ["coupling.bits alice_to_bob socket rounds"] = 450 * 8,
                ["coupling.bits bob_to_alice socket rounds"] = 210 * 8,
            },
            told.Values);
    }

    [Fact]
    public void Payload_of_the_rounds_is_told_while_they_are_committed()
    {
        var metrics = new ModeMetrics(told.Mode, tally, ledger);
        Commit(0, [0, 1], [0, 1]);
        metrics.Tell();
        Assert.Equal((6, 4), (told.Values["coupling.bits alice_to_bob payload rounds"], told.Values["coupling.bits bob_to_alice payload rounds"]));
    }

    /// <summary>Three lives of a coordinator, each killed; what they tell adds up to what the last one has booked.</summary>
    [Fact]
    public void Coordinators_that_go_on_from_what_was_kept_tell_together_what_is_booked_in_the_end()
    {
        var first = new ModeMetrics(told.Mode, tally, ledger);
        ledger.Connected(() => new Directions(700, 500));
        ledger.CloseOrderly(1, LedgerPhase.Handshake, MeterReading.Zero, Handshake);
        Commit(0, [0, 1], [0, 1]);
        StoredMode kept = Kept(tally, ledger);
        first.Tell();

        // What was done after it was kept is done again, and was not told.
        Commit(2, [0, 1], [0, 1]);

        for (int life = 2; life <= 3; life++)
        {
            using ModeTally again = NewTally();
            again.Restore(kept.Tally, []);
            var booked = new ModeLedger();
            booked.Restore(kept.Ledger, again.PayloadBits);
            var metrics = new ModeMetrics(told.Mode, again, booked);
            metrics.Skip(kept);
            booked.Connected(() => new Directions(700, 500));
            booked.CloseOrderly(life, LedgerPhase.Handshake, MeterReading.Zero, Handshake);
            Commit(again, again.Rounds, [1, 1], [0, 1]);
            kept = Kept(again, booked);
            metrics.Tell();
            AssertTold(again, booked);
        }

        Assert.Equal(6, told.Values["coupling.rounds"]);
        Assert.Equal(2 * 300 * 8, told.Values["coupling.bits alice_to_bob socket indeterminate"]);
        Assert.Equal(2 * 400 * 8, told.Values["coupling.bits alice_to_bob socket retry"]);
    }

    public void Dispose()
    {
        tally.Dispose();
        told.Dispose();
    }

    private static ModeTally NewTally() => new(alphabetSize: 3, unitRounds: 1);

    private static StoredMode Kept(ModeTally tally, ModeLedger ledger) => new() { Tally = tally.ToStored(), Ledger = ledger.ToStored() };

    private void Commit(long first, int[] alice, int[] bob) => Commit(tally, first, alice, bob);

    private static void Commit(ModeTally tally, long first, int[] alice, int[] bob) =>
        tally.Commit(Batches.Speaking(first, alice).Alice, Batches.Speaking(first, bob).Bob);

    private void AssertTold(ModeTally tally, ModeLedger ledger)
    {
        var expected = new SortedDictionary<string, long> { ["coupling.rounds"] = tally.Rounds, ["coupling.agreements"] = tally.Agreements };
        foreach (LedgerPhase phase in Enum.GetValues<LedgerPhase>())
        {
            Expect("payload", phase == LedgerPhase.Rounds ? tally.PayloadBits : ledger.PayloadBits[phase], 1);
            Expect("message", ledger.MessageBytes[phase], 8);
            Expect("socket", ledger.SocketBytes[phase], 8);

            void Expect(string layer, Directions amount, int bits)
            {
                ExpectOne($"alice_to_bob {layer}", amount.AliceToBob * bits);
                ExpectOne($"bob_to_alice {layer}", amount.BobToAlice * bits);
            }

            void ExpectOne(string what, long bits)
            {
                if (bits > 0)
                {
                    expected[$"coupling.bits {what} {phase.ToString().ToLowerInvariant()}"] = bits;
                }
            }
        }

        Assert.Equal(expected, told.Values);
    }
}
