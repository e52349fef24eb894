using Coupling.Cli.Requirements;

namespace Coupling.Cli.Tests.Requirements;

public class RequirementJudgeTests
{
    private static readonly string[] Modes = ["gumbel", "repair:8"];

    [Fact]
    public void Without_a_mode_it_is_about_every_mode()
    {
        IReadOnlyList<RequirementFinding> findings = Judge("agreement >= 0.5");
        Assert.Equal(["gumbel", "repair:8"], findings.Select(finding => finding.Mode));
        Assert.Equal([RequirementOutcome.Inconclusive, RequirementOutcome.Met], findings.Select(finding => finding.Outcome));
    }

    [Fact]
    public void With_a_mode_it_is_about_that_one() =>
        Assert.Equal("repair:8", Assert.Single(Judge("repair:8.agreement >= 0.5")).Mode);

    [Fact]
    public void Only_the_agreement_is_judged_by_its_interval()
    {
        Assert.Equal("0.45000 (99 %: 0.40000–0.55000)", Judge("gumbel.agreement < 0.5").Single().Value);
        Assert.Equal("Inconclusive", Outcome("gumbel.agreement < 0.5"));
        Assert.Equal("NotMet", Outcome("gumbel.agreement > 0.6"));
        Assert.Equal("Met", Outcome("gumbel.exact < 0.5"));
        Assert.Equal("NotMet", Outcome("gumbel.exact != 0.46"));
    }

    [Fact]
    public void Booleans_are_one_and_zero()
    {
        Assert.Equal("Met", Outcome("gumbel.reconciled == true"));
        Assert.Equal("NotMet", Outcome("repair:8.reconciled == true"));
        Assert.Equal("false", Judge("repair:8.reconciled == true").Single().Value);
    }

    [Fact]
    public void What_is_null_is_not_known()
    {
        Assert.Equal("Met", Outcome("gumbel.marginals.alice.p_value == 0.25"));
        Assert.Equal("Inconclusive", Outcome("gumbel.marginals.bob.p_value > 0"));
        Assert.Equal("not known", Judge("repair:8.exact > 0").Single().Value);
    }

    [Fact]
    public void A_mode_that_the_run_did_not_reach_is_inconclusive()
    {
        RequirementFinding finding = RequirementJudge
            .Judge([RequirementParser.Parse("repair:8.agreement >= 0", Modes)], Results.Of(1, Modes, Results.Mode("gumbel"))).Single();
        Assert.Equal(("not run", RequirementOutcome.Inconclusive), (finding.Value, finding.Outcome));
    }

    [Theory]
    [InlineData(0, "", 0)]
    [InlineData(0, "Met", 0)]
    [InlineData(0, "Met Inconclusive", 2)]
    [InlineData(0, "Inconclusive NotMet Met", 1)]
    [InlineData(2, "Met", 2)]
    [InlineData(2, "NotMet", 1)]
    [InlineData(3, "NotMet", 3)]
    [InlineData(3, "Met", 3)]
    [InlineData(69, "NotMet", 69)]
    [InlineData(130, "Inconclusive", 130)]
    public void Invalid_and_failed_runs_keep_their_exit_code_and_a_violation_comes_before_a_doubt(int runCode, string outcomes, int expected)
    {
        Requirement any = RequirementParser.Parse("agreement >= 0", Modes);
        IEnumerable<RequirementFinding> findings = outcomes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(outcome => new RequirementFinding(any, 1, "gumbel", "0", Enum.Parse<RequirementOutcome>(outcome)));
        Assert.Equal(expected, RequirementJudge.ExitCodeOf(runCode, findings));
    }

    private static string Outcome(string requirement) => Judge(requirement).Single().Outcome.ToString();

    private static IReadOnlyList<RequirementFinding> Judge(string requirement) => RequirementJudge.Judge(
        [RequirementParser.Parse(requirement, Modes)],
        Results.Of(
            1,
            Modes,
            Results.Mode("gumbel", agreement: 0.45, low: 0.4, high: 0.55, exact: 0.46),
            Results.Mode("repair:8", agreement: 0.7, low: 0.65, high: 0.75, exact: null, reconciled: false)));
}
