namespace Coupling.Compose.Tests.Engines;

/// <summary>How a program ended and what it said on its two streams.</summary>
internal sealed record Ended(string CommandLine, int ExitCode, string Output, string Errors)
{
    public Ended With(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"{CommandLine}: exit code {ExitCode}, expected {exitCode}\n{Output}\n{Errors}");
        return this;
    }

    public Ended Says(string expected)
    {
        Assert.Contains(expected, Output + Errors, StringComparison.Ordinal);
        return this;
    }
}
