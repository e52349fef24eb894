using Coupling.Cli.Invariance;
using Coupling.Speculation;

namespace Coupling.Cli.Tests.Speculation;

public class InvarianceReportTests
{
    private static readonly SpeculativeScheme Invariant = SchemeCatalog.Parse("invariant:gumbel");
    private static readonly SpeculativeScheme Standard = SchemeCatalog.Parse("standard");

    [Fact]
    public void One_text_under_an_invariant_scheme_is_what_was_asked_for()
    {
        InvarianceReport report = Report([Invariant], Case("invariant:gumbel", "a"), Case("invariant:gumbel", "a"), Case("none", "a"));
        Assert.Equal((1, "valid", 0), (report.Different(Invariant), report.Verdict, report.ExitCode));
    }

    [Theory]
    [InlineData("invariant:gumbel")]
    [InlineData("none")]
    public void Another_text_or_another_one_of_the_target_alone_is_not(string scheme)
    {
        InvarianceReport report = Report([Invariant], Case("invariant:gumbel", "a"), Case(scheme, "b"));
        Assert.Equal((2, "invalid", 3), (report.Different(Invariant), report.Verdict, report.ExitCode));
    }

    [Fact]
    public void Equal_bytes_of_other_tokens_are_another_text() =>
        Assert.Equal(2, Report([Invariant], Case("invariant:gumbel", "a"), Case("invariant:gumbel", "a") with { TokensHash = "other" }).Different(Invariant));

    [Fact]
    public void A_scheme_that_promises_nothing_is_shown_beside_one_that_does()
    {
        InvarianceReport report = Report([Invariant, Standard], Case("invariant:gumbel", "a"), Case("standard", "b"), Case("standard", "c"));
        Assert.Equal((2, "valid"), (report.Different(Standard), report.Verdict));
    }

    [Fact]
    public void Asked_for_by_itself_it_is_not_invariant()
    {
        Assert.Equal("invalid", Report([Standard], Case("standard", "b"), Case("standard", "c")).Verdict);
        Assert.Equal("valid", Report([Standard], Case("standard", "b"), Case("standard", "b")).Verdict);
    }

    [Fact]
    public void A_kill_that_came_too_late_or_a_run_that_ended_early_shows_nothing()
    {
        InvarianceCase late = Case("invariant:gumbel", "a") with { Kill = InvarianceCase.Gone };
        Assert.Equal(("inconclusive", 2), (Report([Invariant], late).Verdict, Report([Invariant], late).ExitCode));
        Assert.Equal("valid", Report([Invariant], late with { AloneFrom = 3, Attempts = 2 }).Verdict);
        Assert.Equal("inconclusive", Report([Invariant], Case("invariant:gumbel", "a") with { Kill = InvarianceCase.Restarted }).Verdict);
        Assert.Equal("inconclusive", (Report([Invariant], Case("invariant:gumbel", "a")) with { IsWhole = false }).Verdict);
    }

    [Fact]
    public void A_run_with_a_finding_spoils_it() =>
        Assert.Equal("invalid", Report([Invariant, Standard], Case("invariant:gumbel", "a"), Case("standard", "b") with { Verdict = "invalid" }).Verdict);

    private static InvarianceReport Report(SpeculativeScheme[] schemes, params InvarianceCase[] cases) => new(schemes, cases, IsWhole: true);

    private static InvarianceCase Case(string scheme, string hash) => new(scheme, "ngram:2@a", 4, "none", null, "valid", 1, null, 0.5, hash, hash);
}
