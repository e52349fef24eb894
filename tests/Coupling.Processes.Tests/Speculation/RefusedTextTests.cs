using Coupling.Processes.Tests.Programs;
using Coupling.Wire.V1;

namespace Coupling.Processes.Tests.Speculation;

/// <summary>What does not go together is refused before anything is said.</summary>
[Collection(OneAtATime.Name)]
public sealed class RefusedTextTests
{
    [Fact]
    public async Task Models_over_different_vocabularies_are_refused_and_both_are_named()
    {
        await using TextServices services = await TextServices.StartAsync(drafter: TextServices.Model(3).Replace("vocab=char", "vocab=word", StringComparison.Ordinal));
        (RunEnded ended, _) = await services.RunAsync(TextServices.Request(10, 2, "invariant:gumbel"));
        Assert.Equal(65, ended.ExitCode);
        Assert.Matches("^vocabulary: alice's has [0-9]+ tokens \\([0-9a-f]{64}\\), bob's [0-9]+ \\([0-9a-f]{64}\\) \\(allowed: one and the same", ended.Reason);
    }

    [Fact]
    public async Task A_scheme_that_needs_a_prior_needs_the_same_one_on_both_sides()
    {
        await using (TextServices services = await TextServices.StartAsync(alicePrior: TextServices.Model(2)))
        {
            (RunEnded ended, _) = await services.RunAsync(TextServices.Request(10, 2, "invariant:index"));
            Assert.Equal(64, ended.ExitCode);
            Assert.Contains("bob none (allowed: one and the same model, --prior, which invariant:index needs)", ended.Reason, StringComparison.Ordinal);
        }

        await using (TextServices services = await TextServices.StartAsync(alicePrior: TextServices.Model(2), bobPrior: TextServices.Model(3)))
        {
            (RunEnded ended, _) = await services.RunAsync(TextServices.Request(10, 2, "invariant:index"));
            Assert.Equal(65, ended.ExitCode);
            Assert.StartsWith("prior: alice has ", ended.Reason, StringComparison.Ordinal);
        }

        await using (TextServices services = await TextServices.StartAsync(alicePrior: TextServices.Model(2), bobPrior: TextServices.Model(2)))
        {
            var texts = (await services.ResultOfAsync(TextServices.Request(100, 4, "invariant:index", "invariant:gumbel"))).Texts().ToArray();
            Assert.Equal(texts[1].Text("text_hash"), texts[0].Text("text_hash"));
            Assert.True(texts[0].GetProperty("bits_per_draft_token_up").GetDouble() < texts[1].GetProperty("bits_per_draft_token_up").GetDouble());
        }
    }

    [Fact]
    public async Task Without_a_link_only_a_scheme_that_says_nothing_runs()
    {
        await using TextServices services = await TextServices.StartAsync(link: false);
        (RunEnded refused, _) = await services.RunAsync(TextServices.Request(10, 2, "none", "standard"));
        Assert.Equal((64, "standard: it speaks, and the link is off (allowed: none)"), (refused.ExitCode, refused.Reason));
        Assert.Equal("valid", (await services.ResultOfAsync(TextServices.Request(10, 2, "none"))).Text("verdict"));
    }

    [Fact]
    public async Task A_model_is_no_distribution_and_a_payload_may_be_too_much()
    {
        await using TextServices services = await TextServices.StartAsync();
        var distributions = new SubmitRequest { Rounds = 10, Batch = 10, Seed = 1, MaxPayloadBytes = ulong.MaxValue, Modes = { "gumbel" } };
        (RunEnded ended, _) = await services.RunAsync(distributions);
        Assert.Equal(65, ended.ExitCode);
        Assert.Contains("holds a model", ended.Reason, StringComparison.Ordinal);

        SubmitRequest large = TextServices.Request(1000, 4, "standard");
        large.MaxPayloadBytes = 1000;
        (RunEnded tooMuch, _) = await services.RunAsync(large);
        Assert.Equal(64, tooMuch.ExitCode);
        Assert.Contains("above --max-payload 1000", tooMuch.Reason, StringComparison.Ordinal);
    }
}
