using System.Globalization;
using System.Text.Json;
using Coupling.Processes.Tests.Programs;
using Coupling.Processes.Tests.Resuming;

namespace Coupling.Processes.Tests.Memory;

/// <summary>n = 2^20, the largest alphabet there is, in every kind of mode; and a workload of many rows.</summary>
[Collection(OneAtATime.Name)]
public sealed class LargestAlphabetTests : IDisposable
{
    private const long MostMebibytes = 512;
    private static readonly string[] Services = ["alice", "bob", "coordinator"];

    private readonly string folder = Directory.CreateTempSubdirectory("coupling-large-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LinuxFact]
    public Task Every_service_stays_below_512_MiB() => StaysSmallAsync(
        "--p", "zipf:1,1048576", "--q", "zipf:1.1,1048576", "--rounds", "16", "--modes", "independent,inverse-cdf,minhash,gumbel,repair:8,optimal:cached");

    /// <summary>900 rows of 512 KiB each, a round for every one: units under way that kept theirs would need more.</summary>
    [LinuxFact]
    public Task So_does_it_on_a_workload_far_larger_than_what_is_kept_of_it() => StaysSmallAsync(
        "--p", "perturb:0..0.3,900,1@zipf:1,65536", "--q", "perturb:0..0.5,900,2@zipf:1.1,65536", "--rounds-per-row", "1", "--modes", "lowcomm:1e-3");

    private async Task StaysSmallAsync(params string[] arguments)
    {
        using ResumedRun run = ResumedRun.Start(folder, [.. arguments, "--out", "run"]);
        await run.SeeAsync(line => line.StartsWith("coordinator: pid", StringComparison.Ordinal));
        await run.SeeAsync(line => line.StartsWith("alice: pid", StringComparison.Ordinal));
        await run.SeeAsync(line => line.StartsWith("bob: pid", StringComparison.Ordinal));
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
