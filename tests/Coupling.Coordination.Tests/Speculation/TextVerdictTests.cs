using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Speculation;
using Coupling.Coordination.Tests.Ledgers;

namespace Coupling.Coordination.Tests.Speculation;

public class TextVerdictTests
{
    [Fact]
    public void A_text_is_valid_when_it_is_whole()
    {
        using TextRun text = Texts.Of("invariant:gumbel");
        Assert.Equal("inconclusive", TextVerdict.Of(text).Verdict);
        Texts.Write(text.Tally);
        Assert.Equal("valid", TextVerdict.Of(text).Verdict);
    }

    [Fact]
    public void A_planted_meter_error_makes_it_invalid_and_is_named()
    {
        using TextRun text = Texts.Of("standard");
        Texts.Write(text.Tally);
        MeterReading reading = Readings.Agreed(15, 7, 700, 200, 900, 400);
        text.Ledger.CloseOrderly(1, LedgerPhase.Rounds, MeterReading.Zero, reading with { BobLeg = new LegReading(reading.BobLeg.In, reading.BobLeg.Out - 1) });
        TextVerdict verdict = TextVerdict.Of(text);
        Assert.Equal("invalid", verdict.Verdict);
        Assert.Equal("attempt 1, rounds: socket_bytes alice_to_bob: alice_sent 900, link_in 900, link_out 899, bob_received 900", Assert.Single(verdict.Findings));
    }

    [Fact]
    public void A_target_alone_that_was_connected_was_not_silent()
    {
        using TextRun text = Texts.Of("none");
        Enumerable.Range(0, Texts.Tokens).ToList().ForEach(position => text.Tally.CommitAlone(Texts.Pass(position, 0, [1], 0, 0)));
        Assert.Equal("valid", TextVerdict.Of(text).Verdict);
        text.Ledger.Connected();
        Assert.Equal("a scheme without a drafter was not silent", Assert.Single(TextVerdict.Of(text).Findings));
    }
}
