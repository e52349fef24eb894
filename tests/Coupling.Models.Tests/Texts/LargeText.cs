using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Coupling.Models.Tests;

/// <summary>The King James Bible, 4 MB in the public domain, where Debian's bible-kjv is installed: its program prints it.</summary>
internal static partial class LargeText
{
    private const string Program = "/usr/bin/bible";

    public static string? WhyNot { get; } = File.Exists(Program) ? null : $"no {Program}: apt-get install bible-kjv bible-kjv-text";

    public static string Read()
    {
        using Process process = Process.Start(new ProcessStartInfo(Program, ["-f", "gen1:1-rev22:21"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Reference().Replace(text, "");
    }

    [GeneratedRegex("^[^ ]* ", RegexOptions.Multiline)]
    private static partial Regex Reference();
}
