namespace Coupling.Processes.Tests.Programs;

/// <summary>
/// Whoever starts tests in the background of a script makes them, and all that they start, deaf to SIGINT. Programs that a test
/// interrupts are started so that they hear it.
/// </summary>
internal static class InterruptSignal
{
    private const string Field = "SigIgn:";
    private const int Number = 2;

    /// <summary>Whether this process ignores SIGINT, which its children inherit. Where `/proc` is not, nobody knows: no.</summary>
    public static bool IsIgnored => OperatingSystem.IsLinux() && IgnoredMask() is { } mask && ((mask >> (Number - 1)) & 1) == 1;

    /// <summary>A command line, behind one that makes it hear the signal where that is needed (GNU coreutils).</summary>
    public static (string File, IEnumerable<string> Arguments) Heard(string file, IEnumerable<string> arguments) =>
        IsIgnored ? ("env", ["--default-signal=INT", file, .. arguments]) : (file, arguments);

    private static ulong? IgnoredMask() =>
        File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal)) is { } line
            ? Convert.ToUInt64(line[Field.Length..].Trim(), 16)
            : null;
}
