using System.Text.Json;

namespace Coupling.Cli.Tests.Commands;

public sealed class RequireTests : IDisposable
{
    private static readonly string[] Small = ["--modes", "gumbel,repair:8", "--rounds", "2000"];

    private readonly TempFolder folder = new();

    [Theory]
    [InlineData(0, "repair:8.agreement >= 0.6", "reconciled == true")]
    [InlineData(1, "repair:8.agreement >= 0.6", "gumbel.payload_bits_per_round > 0")]
    [InlineData(1, "agreement == 0.7", "agreement < 0.1")]
    [InlineData(2, "repair:8.agreement >= 0.7", "reconciled == true")]
    public async Task The_exit_code_says_whether_they_are_met(int expected, params string[] requirements)
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, [.. Small, .. requirements.SelectMany(text => (string[])["--require", text])]);
        Assert.Equal(expected, run.ExitCode);
        Assert.All(requirements, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.Contains("verdict: valid", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_stays_json_and_the_verdict_stays_valid()
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, [.. Small, "--format", "json", "--require", "gumbel.agreement > 0.9"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("valid", JsonElement.Parse(run.Output).GetProperty("verdict").GetString());
        Assert.Contains("gumbel: gumbel.agreement > 0.9: not met: 0.6", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_are_wrong_are_named_before_anything_runs()
    {
        CliRun run = await CliRun.RunAsync(folder.FullPath, [.. Small, "--require", "agreemnt > 0.9", "--require", "repair:4.agreement > 0.1"]);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("did you mean 'agreement'?", run.Errors, StringComparison.Ordinal);
        Assert.Contains("'repair:4' is no mode of this run", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Empty(folder.Files);
    }

    public void Dispose() => folder.Dispose();
}
