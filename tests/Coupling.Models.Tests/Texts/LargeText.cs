using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Coupling.Models.Tests;

/// <summary>The King James Bible, 4 MB in the public domain, where Debian's bible-kjv is installed: its program prints it.</summary>
internal static partial class LargeText
{
    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, "bible"))
        .FirstOrDefault(File.Exists);

    public static string? WhyNot { get; } = Program is null ? "no program named bible: Debian has it, apt-get install bible-kjv" : null;

    public static string Read()
    {
        using Process process = Process.Start(new ProcessStartInfo(Program!, ["-f", "gen1:1-rev22:21"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Reference().Replace(text, "");
    }

    [GeneratedRegex("^[^ ]* ", RegexOptions.Multiline)]
    private static partial Regex Reference();
}
