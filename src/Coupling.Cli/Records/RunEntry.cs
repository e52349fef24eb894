using Coupling.Cli.Output;
using Coupling.Cli.Resume;

namespace Coupling.Cli.Records;

/// <summary>A run below a folder of runs, as `coupling runs` lists it.</summary>
/// <param name="Folder">Its path.</param>
/// <param name="RunId">Its name.</param>
/// <param name="State">Its verdict; `unfinished` if it can be resumed; `damaged` if its plan cannot be read.</param>
/// <param name="Modes">As asked for.</param>
/// <param name="Rounds">Per mode, as asked for.</param>
/// <param name="Seeds">One, or those of a series.</param>
/// <param name="P">SPEC of Alice's distribution.</param>
/// <param name="Q">SPEC of Bob's.</param>
internal sealed record RunEntry(
    string Folder, string RunId, string State, IReadOnlyList<string> Modes, ulong Rounds, IReadOnlyList<ulong> Seeds, string P, string Q)
{
    private static readonly string[] FromBestToWorst = ["valid", "inconclusive", "unfinished", "invalid"];

    /// <summary>All runs of a folder, in the order of their names: those of `coupling run` begin with their time.</summary>
    public static IReadOnlyList<RunEntry> All(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateDirectories()
            .Where(run => run.LinkTarget is null && File.Exists(Path.Combine(run.FullName, RunFolder.PlanName)))
            .OrderBy(run => run.Name, StringComparer.Ordinal)
            .Select(run => Of(run.FullName)),
    ];

    private static RunEntry Of(string folder)
    {
        try
        {
            KeptPlan plan = KeptPlan.Read(Path.Combine(folder, RunFolder.PlanName));
            IReadOnlyList<ulong> seeds = plan.Seeds.Count == 0 ? [plan.Seed] : plan.Seeds;
            IEnumerable<string> parts = plan.Seeds.Count == 0 ? [folder] : seeds.Select(seed => Path.Combine(folder, RunFolder.SeedName(seed)));
            string state = parts.Select(part => ResumeSession.VerdictOf(part) ?? "unfinished").MaxBy(verdict => Array.IndexOf(FromBestToWorst, verdict))!;
            return new RunEntry(folder, plan.RunId, state, plan.Modes, plan.Rounds, seeds, plan.P, plan.Q);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new RunEntry(folder, Path.GetFileName(folder), "damaged", [], 0, [], "", "");
        }
    }
}
