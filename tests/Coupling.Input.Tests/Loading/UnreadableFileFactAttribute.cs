namespace Coupling.Input.Tests.Loading;

/// <summary>
/// A test of files that may not be read. File modes do not bind the superuser, but Linux's /sys has files that may only be
/// written, whoever asks.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnreadableFileFactAttribute : FactAttribute
{
    private const string WriteOnly = "/sys/bus/platform/drivers_probe";

    public UnreadableFileFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has other permissions";
        }
        else if (Environment.IsPrivilegedProcess && !File.Exists(WriteOnly))
        {
            Skip = $"the superuser may read everything here: there is no {WriteOnly}";
        }
    }

    /// <summary>Makes a file at <paramref name="path"/> that this process may not read.</summary>
    internal static void Create(string path)
    {
        if (Environment.IsPrivilegedProcess)
        {
            File.CreateSymbolicLink(path, WriteOnly);
        }
        else if (!OperatingSystem.IsWindows())
        {
            File.WriteAllText(path, "[1]");
            File.SetUnixFileMode(path, UnixFileMode.None);
        }
    }
}
