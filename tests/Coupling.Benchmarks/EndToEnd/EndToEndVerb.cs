using System.Globalization;
using System.Text;
using Coupling.Cli.Benching;

namespace Coupling.Benchmarks.EndToEnd;

/// <summary>
/// `end-to-end [MODE=ROUNDS …]`: whole runs in processes, each between two halves of what the samplers alone take. Claims are of the median
/// of a job's runs, three of each if no job is named: a machine that is shared is not the same from one second to the next. Linux only.
/// </summary>
internal static class EndToEndVerb
{
    private const int Items = 1000;
    private const int UsualRuns = 3;
    private const double MostMebibytes = 256;

    private static readonly string[] Standard = ["gumbel=10000000", "repair:8=10000000"];

    /// <summary>Rounds per second and, at most, CPU time by that of the samplers; as far as something is claimed.</summary>
    private static readonly Dictionary<string, (double Rate, double? Cpu)> Bounds = new()
    {
        ["gumbel"] = (3e6, 1.5),
        ["repair:8"] = (5e5, null),
    };

    public static async Task<int> RunAsync(string[] jobs)
    {
        var pair = BenchPair.Staying(Items);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"instructions: {InstructionPath.Name}; {Environment.ProcessorCount} processors; n = {Items}, Zipf(1) and Zipf(1.1), scattered\n"));
        Console.Out.WriteLine("| mode | rounds | rounds/s | CPU s: alice | bob | coordinator | samplers alone, CPU s | CPU by samplers' | before the mode, CPU s | peak MiB: alice | bob | coordinator | verdict |");
        Console.Out.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        var runs = new List<(string Job, MeasuredRun Run, double Alone)>();
        foreach (string job in jobs.Length == 0 ? Standard.SelectMany(job => Enumerable.Repeat(job, UsualRuns)) : jobs)
        {
            (string mode, long rounds) = Parse(job);
            double before = SamplersAlone.CpuSeconds(pair, mode, rounds / 2);
            MeasuredRun run = await MeasuredRun.StartAsync(pair, mode, rounds);
            double alone = before + SamplersAlone.CpuSeconds(pair, mode, rounds - (rounds / 2));
            Console.Out.WriteLine(Line(mode, rounds, run, alone));
            runs.Add((job, run, alone));
        }

        var judged = new StringBuilder();
        foreach (IGrouping<string, (string Job, MeasuredRun Run, double Alone)> same in runs.GroupBy(one => one.Job))
        {
            Judge(judged, Parse(same.Key).Mode, [.. same.Select(one => (one.Run, one.Alone))]);
        }

        Console.Out.Write($"\n| claim | measured | bound | holds |\n|---|---|---|---|\n{judged}");
        return 0;
    }

    private static (string Mode, long Rounds) Parse(string job)
    {
        string[] words = job.Split('=');
        return (words[0], long.Parse(words[1], NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static string Line(string mode, long rounds, MeasuredRun run, double alone)
    {
        IEnumerable<string> cpu = MeasuredRun.Services.Select(service => Short(run.AtEnd[service].CpuSeconds - run.AtStart[service].CpuSeconds));
        IEnumerable<string> peaks = MeasuredRun.Services.Select(service => run.AtEnd[service].PeakMebibytes.ToString("F0", CultureInfo.InvariantCulture));
        string start = Short(run.AtStart.Values.Sum(use => use.CpuSeconds));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {mode} | {rounds:N0} | {run.RoundsPerSecond:N0} | {string.Join(" | ", cpu)} | {Short(alone)} | {Short(run.CpuSeconds / alone)} | {start} | {string.Join(" | ", peaks)} | {run.Verdict} |");
    }

    private static void Judge(StringBuilder judged, string mode, List<(MeasuredRun Run, double Alone)> runs)
    {
        if (Bounds.TryGetValue(mode, out (double Rate, double? Cpu) bound))
        {
            double rate = Median([.. runs.Select(one => one.Run.RoundsPerSecond)]);
            Claim(judged, $"{mode}: rounds per second, {Of(runs.Count)}", rate, "≥", bound.Rate, rate >= bound.Rate);
            if (bound.Cpu is { } most)
            {
                double cpu = Median([.. runs.Select(one => one.Run.CpuSeconds / one.Alone)]);
                Claim(judged, $"{mode}: CPU time of all services by that of the samplers, {Of(runs.Count)}", cpu, "≤", most, cpu <= most);
            }
        }

        double peak = runs.Max(one => one.Run.AtEnd.Values.Max(use => use.PeakMebibytes));
        Claim(judged, $"{mode}: largest peak of a service, MiB", peak, "≤", MostMebibytes, peak <= MostMebibytes);
    }

    private static string Of(int runs) => runs == 1 ? "one run" : $"median of {runs} runs";

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Claim(StringBuilder judged, string what, double measured, string sign, double bound, bool holds) => judged.Append(
        CultureInfo.InvariantCulture, $"| {what} | {Short(measured)} | {sign} {bound:N1} | {(holds ? "yes" : "**no**")} |\n");

    private static string Short(double value) => value.ToString(value >= 100 ? "N0" : "F2", CultureInfo.InvariantCulture);
}
