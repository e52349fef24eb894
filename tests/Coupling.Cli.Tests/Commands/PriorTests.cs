using System.Text.Json;

namespace Coupling.Cli.Tests.Commands;

/// <summary>`--prior`: what both parties know beforehand.</summary>
public sealed class PriorTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Bob_is_handed_Alices_sample_and_is_judged_by_her_law()
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, "--modes", "index", "--prior", "inline:0.4,0.4,0.2", "--rounds", "5000", "--format", "json");
        Assert.Equal(0, run.ExitCode);
        JsonElement result = JsonElement.Parse(run.Output);
        JsonElement mode = result.GetProperty("modes")[0];
        Assert.Equal("p", mode.GetProperty("bob_law").GetString());
        Assert.Equal(1, mode.GetProperty("agreement").GetDouble());
        Assert.Equal(mode.GetProperty("marginals").GetProperty("alice").GetRawText(), mode.GetProperty("marginals").GetProperty("bob").GetRawText());
        Assert.True(mode.GetProperty("law").GetProperty("at_most").GetBoolean());
        Assert.InRange(mode.GetProperty("payload_bits_per_round").GetDouble(), 1, mode.GetProperty("law").GetProperty("payload_bits_per_round").GetDouble());
        Assert.Equal("inline:0.4,0.4,0.2", result.GetProperty("inputs").GetProperty("prior").GetProperty("spec").GetString());

        CliRun replay = await CliRun.StartAsync("replay", folder.FullPath);
        Assert.Contains("identical", replay.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "prior: none", null)]
    [InlineData(65, "3, the size of the alphabet", "uniform:4")]
    [InlineData(65, "weights", "zipf:x,3")]
    public async Task A_prior_that_is_missing_or_of_another_alphabet_is_refused(int code, string message, string? prior)
    {
        string[] option = prior is null ? [] : ["--prior", prior];
        CliRun run = await CliRun.RunAsync(folder.FullPath, ["--modes", "index", "--rounds", "10", .. option]);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(prior == "zipf:x,3" ? "zipf:x,3" : message, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }
}
