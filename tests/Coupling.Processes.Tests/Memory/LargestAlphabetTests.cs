using System.Globalization;
using System.Text.Json;
using Coupling.Processes.Tests.Programs;
using Coupling.Processes.Tests.Resuming;

namespace Coupling.Processes.Tests.Memory;

/// <summary>n = 2^20, the largest alphabet there is, in every kind of mode.</summary>
[Collection(OneAtATime.Name)]
public sealed class LargestAlphabetTests : IDisposable
{
    private const long MostMebibytes = 512;
    private static readonly string[] Services = ["alice", "bob", "coordinator"];

    private readonly string folder = Directory.CreateTempSubdirectory("coupling-large-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LinuxFact]
    public async Task Every_service_stays_below_512_MiB()
    {
        using ResumedRun run = ResumedRun.Start(
            folder, "--p", "zipf:1,1048576", "--q", "zipf:1.1,1048576", "--rounds", "16", "--out", "run",
            "--modes", "independent,inverse-cdf,minhash,gumbel,repair:8,optimal:cached");
        await run.SeeAsync(line => line.StartsWith("independent: ", StringComparison.Ordinal));
        var peaks = Services.ToDictionary(role => role, _ => 0L);
        Task<JsonElement> valid = run.ValidAsync();
        while (!valid.IsCompleted)
        {
            foreach (string role in Services)
            {
                peaks[role] = Math.Max(peaks[role], PeakMebibytes(run.PidOf(role)));
            }

            await Task.WhenAny(valid, Task.Delay(50));
        }

        await valid;
        Assert.All(peaks, peak => Assert.InRange(peak.Value, 1, MostMebibytes));
    }

    /// <summary>The most that was ever resident; 0 of a process that is gone.</summary>
    private static long PeakMebibytes(int pid)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["VmHWM:".Length..^"kB".Length], NumberStyles.Integer, CultureInfo.InvariantCulture) >> 10;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
