using System.Diagnostics;
using System.Globalization;

namespace Coupling.Processes.Tests.Programs;

/// <summary>The services that a `coupling run` has started, as the system knows them.</summary>
internal static class Children
{
    private static readonly string[] Roles = ["coordinator", "alice", "bob"];

    /// <summary>Process ids by role. Needs /proc.</summary>
    public static Dictionary<string, int> Of(int parent)
    {
        var found = new Dictionary<string, int>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id)
                && ParentOf(folder) == parent
                && Array.Find(Roles, Arguments(folder).Contains) is { } role)
            {
                found[role] = id;
            }
        }

        return found;
    }

    /// <summary>Waits until none of them is alive.</summary>
    public static async Task GoneAsync(IEnumerable<int> ids, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        int[] left = [.. ids];
        while (left.Length > 0)
        {
            Assert.True(clock.Elapsed < time, $"still alive after {time.TotalSeconds} s: {string.Join(", ", left)}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
            left = [.. left.Where(IsAlive)];
        }
    }

    public static async Task SignalAsync(int id, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>A zombie whose new parent has not asked after it is not alive.</summary>
    private static bool IsAlive(int id) => Status($"/proc/{id}") is { } status && !status.Contains("State:\tZ", StringComparison.Ordinal);

    private static int ParentOf(string folder) =>
        Status(folder)?.Split('\n').FirstOrDefault(line => line.StartsWith("PPid:", StringComparison.Ordinal)) is { } line
            ? int.Parse(line["PPid:".Length..], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture)
            : 0;

    private static string? Status(string folder) => Read(Path.Combine(folder, "status"));

    private static string[] Arguments(string folder) => Read(Path.Combine(folder, "cmdline"))?.Split('\0') ?? [];

    /// <summary>Null if the process is gone.</summary>
    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
