using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Coupling.Cli.Benching;
using Coupling.Input;

namespace Coupling.Benchmarks.EndToEnd;

/// <summary>`coupling run --topology processes` of one mode, watched from outside.</summary>
/// <param name="RoundsPerSecond">As the result says.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="AtStart">By service: what it had used when the mode began. Most of that is the runtime's start.</param>
/// <param name="AtEnd">The same when the mode was over.</param>
internal sealed record MeasuredRun(
    double RoundsPerSecond, string Verdict, IReadOnlyDictionary<string, ServiceUse> AtStart, IReadOnlyDictionary<string, ServiceUse> AtEnd)
{
    public static readonly string[] Services = ["alice", "bob", "coordinator"];

    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(20);

    /// <summary>CPU seconds of all three while the mode ran.</summary>
    public double CpuSeconds => Services.Sum(service => AtEnd[service].CpuSeconds - AtStart[service].CpuSeconds);

    /// <param name="pair">What the parties hold.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="rounds">How many.</param>
    public static async Task<MeasuredRun> StartAsync(BenchPair pair, string mode, long rounds)
    {
        string folder = Directory.CreateTempSubdirectory("coupling-end-to-end-").FullName;
        try
        {
            string p = Path.Combine(folder, "P.npy");
            string q = Path.Combine(folder, "Q.npy");
            NpyWriter.Write(p, pair.Alice.Own.RowAt(0).Weights);
            NpyWriter.Write(q, pair.Bob.Own.RowAt(0).Weights);
            return await RunAsync([
                Path.Combine(AppContext.BaseDirectory, "Coupling.Cli.dll"), "run", "--topology", "processes", "--p", p, "--q", q, "--modes", mode,
                "--rounds", rounds.ToString(CultureInfo.InvariantCulture), "--format", "json", "--out", Path.Combine(folder, "run")]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<MeasuredRun> RunAsync(string[] arguments)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using Process process = Process.Start(new ProcessStartInfo(dotnet, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        var pids = new Dictionary<string, int>();
        Dictionary<string, ServiceUse>? atStart = null;
        Dictionary<string, ServiceUse> atEnd = [];
        Task<string?> line = process.StandardError.ReadLineAsync();
        while (true)
        {
            if (await Task.WhenAny(line, Task.Delay(LookPeriod)) == line)
            {
                if (await line is not { } said)
                {
                    break;
                }

                // The services say who they are; the line after that is the mode's beginning.
                string[] words = said.Split(": pid ");
                if (words.Length == 2)
                {
                    pids[words[0]] = int.Parse(words[1], CultureInfo.InvariantCulture);
                }
                else
                {
                    atStart ??= Look(pids, []);
                }

                line = process.StandardError.ReadLineAsync();
            }

            atEnd = Look(pids, atEnd);
        }

        await process.WaitForExitAsync();
        JsonElement result = JsonElement.Parse(await output);
        JsonElement mode = result.GetProperty("modes")[0];
        return new MeasuredRun(
            mode.GetProperty("rounds").GetDouble() / mode.GetProperty("seconds").GetDouble(),
            result.GetProperty("verdict").GetString()!,
            atStart ?? throw new InvalidOperationException("No mode began."),
            atEnd);
    }

    /// <summary>Of a service that is gone, what was seen last.</summary>
    private static Dictionary<string, ServiceUse> Look(Dictionary<string, int> pids, Dictionary<string, ServiceUse> before)
    {
        var seen = new Dictionary<string, ServiceUse>(before);
        foreach ((string service, int pid) in pids)
        {
            seen[service] = ServiceUse.Of(pid) ?? seen[service];
        }

        return seen;
    }
}
