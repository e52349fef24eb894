using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Results;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Tests.Ledgers;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Results;

public class VerdictTests
{
    private static readonly MarginalTest Fine = new() { Statistic = 2, PValue = 0.6, GStatistic = 2, GPValue = 0.6, DegreesOfFreedom = 3 };

    [Fact]
    public void A_mode_with_a_finding_is_invalid_one_without_is_valid_when_complete()
    {
        Assert.Equal("valid", VerdictRule.Of([], complete: true));
        Assert.Equal("inconclusive", VerdictRule.Of([], complete: false));
        Assert.Equal("invalid", VerdictRule.Of(["something"], complete: true));
        Assert.Equal("invalid", VerdictRule.Of(["something"], complete: false));
    }

    [Theory]
    [InlineData("valid", 0)]
    [InlineData("valid", 0, "valid", "valid")]
    [InlineData("inconclusive", 2, "valid", "inconclusive", "valid")]
    [InlineData("invalid", 3, "inconclusive", "invalid")]
    [InlineData("invalid", 3, "invalid", "inconclusive", "valid")]
    public void A_run_has_the_verdict_of_its_worst_mode(string verdict, int exitCode, params string[] modes)
    {
        Assert.Equal(verdict, VerdictRule.Worst(modes));
        Assert.Equal(exitCode, VerdictRule.ExitCodeOf(verdict));
    }

    [Fact]
    public void A_run_in_order_is_valid() => AssertValid(Records.Of("gumbel", agreements: 1000));

    [Fact]
    public void A_run_that_did_not_do_all_its_rounds_is_inconclusive()
    {
        Assert.Equal("inconclusive", Judge(Records.Of("gumbel", agreements: 900, rounds: 900)).Verdict);
        Assert.Equal("inconclusive", Judge(Records.Of("gumbel", agreements: 0, rounds: 0)).Verdict);
    }

    [Fact]
    public void A_planted_meter_error_makes_the_run_invalid_and_the_finding_names_the_line()
    {
        RunRecord record = Records.Of("repair:4", agreements: 1000);
        MeterReading reading = Readings.Agreed(5000, 1000, 700, 200, 900, 400);
        MeterReading planted = reading with { BobLeg = new LegReading(reading.BobLeg.In, reading.BobLeg.Out - 1) };
        record.Modes[0].Ledger.CloseOrderly(1, LedgerPhase.Rounds, MeterReading.Zero, planted);

        (string verdict, IReadOnlyList<string> findings) = Judge(record);

        Assert.Equal("invalid", verdict);
        Assert.Equal(
            "attempt 1, rounds: socket_bytes alice_to_bob: alice_sent 900, link_in 900, link_out 899, bob_received 900",
            Assert.Single(findings));
        Assert.Equal("invalid", ResultBuilder.VerdictOf(record, record.Modes[0]));
    }

    [Fact]
    public void A_broken_connection_spoils_no_verdict()
    {
        RunRecord record = Records.Of("repair:4", agreements: 1000);
        MeterReading broken = Readings.Agreed(5000, 1000, 700, 200, 900, 400);
        record.Modes[0].Ledger.CloseBroken(1, MeterReading.Zero, broken with { Bob = new WireMeters() }, default);

        AssertValid(record);
    }

    [Fact]
    public void An_agreement_off_its_law_is_a_finding_where_the_law_is_known()
    {
        (string verdict, IReadOnlyList<string> findings) = Judge(Records.Of("gumbel", agreements: 990));
        Assert.Equal("invalid", verdict);
        Assert.StartsWith("agreement is off its law", Assert.Single(findings), StringComparison.Ordinal);

        AssertValid(Records.Of("gumbel", agreements: 990, disclosed: false));
    }

    [Fact]
    public void A_silent_mode_that_dialled_is_a_finding()
    {
        RunRecord record = Records.Of("minhash", agreements: 1000);
        record.Modes[0].Ledger.Connected();
        Assert.Equal("a silent mode was not silent", Assert.Single(Judge(record).Findings));
    }

    [Fact]
    public async Task A_marginal_is_a_finding_if_both_tests_say_so_or_a_sample_cannot_be()
    {
        Assert.Empty(await FindingsOnAsync(Fine));
        Assert.Empty(await FindingsOnAsync(new MarginalTest(Fine) { PValue = 1e-12, GPValue = 1e-3 }));
        Assert.Equal(
            ["alice's marginal is off: p = 1E-12", "bob's marginal is off: p = 1E-12"],
            await FindingsOnAsync(new MarginalTest(Fine) { PValue = 1e-12, GPValue = 1e-11 }));
        Assert.Equal(
            ["alice drew 2 samples of probability 0", "bob drew 2 samples of probability 0"],
            await FindingsOnAsync(new MarginalTest(Fine) { OnZeroProbability = 2 }));
    }

    [Fact]
    public void A_run_that_ended_before_its_last_mode_is_inconclusive()
    {
        RunRecord record = Records.Of("gumbel", agreements: 1000);
        var two = new RunPlan(record.Plan.Public, record.Plan.Hash, [new Gumbel(), new MinHash()]);
        var early = new RunRecord(two, record.Alphabet, record.Pair);
        early.Modes.AddRange(record.Modes);
        ResultDocument result = ResultBuilder.Build(early);
        Assert.Equal(("inconclusive", "valid"), (result.Verdict, Assert.Single(result.Modes).Verdict));
    }

    private static async Task<IReadOnlyList<string>> FindingsOnAsync(MarginalTest answer)
    {
        await using FakeParty party = await FakeParty.StartAsync(answer);
        using PartyClient alice = party.ClientOf(Role.Alice);
        using PartyClient bob = party.ClientOf(Role.Bob);
        RunRecord record = Records.Of("gumbel", agreements: 1000, alice: alice, bob: bob);
        await record.Modes[0].TestMarginalsAsync(CancellationToken.None);
        return Judge(record).Findings;
    }

    private static void AssertValid(RunRecord record)
    {
        (string verdict, IReadOnlyList<string> findings) = Judge(record);
        Assert.Empty(findings);
        Assert.Equal("valid", verdict);
    }

    private static (string Verdict, IReadOnlyList<string> Findings) Judge(RunRecord record)
    {
        using (record)
        {
            ModeSection mode = Assert.Single(ResultBuilder.Build(record).Modes);
            return (mode.Verdict, mode.Findings);
        }
    }
}
