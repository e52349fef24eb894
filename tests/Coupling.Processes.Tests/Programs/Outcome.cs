using System.Text.Json;

namespace Coupling.Processes.Tests.Programs;

/// <summary>How a program ended and what it said.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>Standard output, which must be one JSON value and nothing else.</summary>
    public JsonElement Json() => JsonElement.Parse(Output);

    public Outcome EndedWith(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, expected {exitCode}\n{Errors}");
        return this;
    }

    /// <summary>It said so to a person: no trace of where in the code it happened.</summary>
    public Outcome SaysWithoutTrace(string expected)
    {
        Assert.Contains(expected, Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Errors, StringComparison.Ordinal);
        return this;
    }
}
