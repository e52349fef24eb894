using System.Globalization;

namespace Coupling.Benchmarks.EndToEnd;

/// <summary>What a process has used so far, as Linux knows it.</summary>
/// <param name="CpuSeconds">User and system, all its threads.</param>
/// <param name="PeakMebibytes">The most that was ever resident.</param>
internal sealed record ServiceUse(double CpuSeconds, double PeakMebibytes)
{
    /// <summary>sysconf(_SC_CLK_TCK), which Linux has at 100 for user space.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Places of utime and stime in /proc/PID/stat, counted from the state, the first field after the name.</summary>
    private const int UserPlace = 11;
    private const string PeakName = "VmHWM:";

    /// <summary>Null if the process is gone.</summary>
    public static ServiceUse? Of(int pid)
    {
        try
        {
            string[] stat = File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string? peak = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith(PeakName, StringComparison.Ordinal));
            return peak is null
                ? null
                : new ServiceUse(
                    (Number(stat[UserPlace]) + Number(stat[UserPlace + 1])) / TicksPerSecond,
                    Number(peak[PeakName.Length..^"kB".Length]) / 1024);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
