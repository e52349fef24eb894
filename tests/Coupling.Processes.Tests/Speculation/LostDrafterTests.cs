using System.Text.Json;
using Coupling.Processes.Tests.Programs;
using Coupling.Wire.V1;

namespace Coupling.Processes.Tests.Speculation;

/// <summary>A drafter that nobody starts again, and is gone within a text.</summary>
[Collection(OneAtATime.Name)]
public sealed class LostDrafterTests
{
    /// <summary>Far more than are written on a slow link before the drafter is gone.</summary>
    private const int Tokens = 10_000;

    [Theory]
    [InlineData("invariant:gumbel", 0, "valid")]
    [InlineData("standard", 2, "inconclusive")]
    public async Task The_target_goes_on_alone_with_the_same_text_where_it_is_promised(string scheme, int exitCode, string verdict)
    {
        await using TextServices services = await TextServices.StartAsync();
        SubmitRequest request = TextServices.Request(Tokens, 4, scheme);
        request.Link = new LinkShaping { Up = new DirectionShaping { DelayUs = 20_000 }, Down = new DirectionShaping { DelayUs = 20_000 } };
        request.Speculation.WithoutProbe = true;
        Task? killed = null;
        (RunEnded ended, JsonElement? result) = await services.RunAsync(request, pass => killed ??= pass.Tokens >= 8 ? services.Alice.DisposeAsync().AsTask() : null);
        await killed!;
        Assert.Equal((exitCode, verdict), (ended.ExitCode, ended.Verdict));

        JsonElement text = result!.Value.Texts().Single();
        Assert.Empty(text.GetProperty("findings").EnumerateArray());
        Assert.True(text.GetProperty("drafter_gone").GetBoolean());
        Assert.InRange(text.Count("alone_from"), 8, Tokens - 1);
        Assert.Equal(Tokens, text.Count("tokens"));
        Assert.Equal(2, text.Count("attempts"));
        Assert.Equal(1, text.Count("connections"));
        Assert.NotEqual(0, text.BothWays("payload_bits", "rounds"));
        Assert.NotEqual(0, text.BothWays("socket_bytes", "indeterminate"));

        // Nobody drafts any more, and the target by himself needs nobody.
        (RunEnded refused, _) = await services.RunAsync(TextServices.Request(10, 4, "invariant:gumbel"));
        Assert.Equal(69, refused.ExitCode);
        Assert.StartsWith("alice: Unavailable", refused.Reason, StringComparison.Ordinal);
        if (scheme.StartsWith("invariant", StringComparison.Ordinal))
        {
            await using TextServices whole = await TextServices.StartAsync();
            Assert.Equal(
                (await whole.ResultOfAsync(TextServices.Request(Tokens, 4, "none"))).Texts().Single().Text("text_hash"), text.Text("text_hash"));
        }
    }

    [Fact]
    public async Task A_target_that_is_gone_ends_the_run_with_what_was_committed()
    {
        await using TextServices services = await TextServices.StartAsync();
        SubmitRequest request = TextServices.Request(Tokens, 4, "invariant:gumbel");
        request.Link = new LinkShaping { Up = new DirectionShaping { DelayUs = 20_000 }, Down = new DirectionShaping { DelayUs = 20_000 } };
        request.Speculation.WithoutProbe = true;
        Task? killed = null;
        (RunEnded ended, JsonElement? result) = await services.RunAsync(request, pass => killed ??= pass.Tokens >= 8 ? services.Bob.DisposeAsync().AsTask() : null);
        await killed!;
        Assert.Equal((69, "inconclusive"), (ended.ExitCode, ended.Verdict));
        Assert.Contains("bob: Unavailable", ended.Reason, StringComparison.Ordinal);
        Assert.InRange(result!.Value.Texts().Single().Count("tokens"), 8, Tokens - 1);
    }
}
