using System.Diagnostics;
using System.Globalization;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Captures;

/// <summary>The commands of docs/metering.md, "An outside witness", as they stand there.</summary>
internal static class DocumentedCommands
{
    private const string Section = "## An outside witness";
    private const string Fence = "```";

    /// <summary>Runs those that count what is in run.pcapng.</summary>
    /// <param name="folder">Where that file is.</param>
    /// <returns>Bytes by `from > to`, address:port each.</returns>
    public static async Task<Dictionary<string, long>> CountAsync(string folder)
    {
        var start = new ProcessStartInfo("bash", ["-o", "pipefail", "-c", Blocks().Last()]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(CouplingProgram.Patience);
        await process.WaitForExitAsync().WaitAsync(CouplingProgram.Patience);
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .GroupBy(cells => cells[1], cells => long.Parse(cells[0], CultureInfo.InvariantCulture))
            .ToDictionary(ways => ways.Key, ways => ways.Sum());
    }

    private static IEnumerable<string> Blocks()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "metering.md"));
        string section = text[text.IndexOf(Section, StringComparison.Ordinal)..];
        return section.Split(Fence).Where((_, index) => index % 2 == 1).Select(block => block["sh\n".Length..]);
    }
}
