using System.Globalization;
using Coupling.Cli.Resume;

namespace Coupling.Cli.Output;

/// <summary>The folder that a run leaves behind. A folder without result.json holds no finished run.</summary>
internal sealed class RunFolder
{
    public const string ResultName = "result.json";
    public const string PlanName = "plan.json";
    public const string SpeculationName = "speculation.json";
    public const string InvarianceName = "invariance.json";
    private const string SeedsName = "seeds.json";

    private readonly bool replaces;

    private RunFolder(string path, bool isDefault, bool replaces = false)
    {
        FullPath = path;
        IsDefault = isDefault;
        this.replaces = replaces;
    }

    public string FullPath { get; }

    public string Logs => Path.Combine(FullPath, "logs");

    private bool IsDefault { get; }

    /// <param name="asked">Its path; null for one of its own below runs/.</param>
    /// <param name="name">The run's name.</param>
    /// <param name="seeds">The seeds of a series, each of which gets a folder in this one; none for a single run.</param>
    /// <exception cref="IOException">It cannot be written, or holds a result already.</exception>
    public static RunFolder Create(string? asked, string name, params IReadOnlyList<ulong> seeds)
    {
        var folder = new RunFolder(Path.GetFullPath(asked ?? Path.Combine("runs", name)), asked is null);
        folder.RefuseOldResults();
        foreach (ulong seed in seeds)
        {
            folder.OfSeed(seed).RefuseOldResults();
        }

        Directory.CreateDirectory(folder.FullPath);
        return folder;
    }

    /// <summary>The folder of a run that goes on. Its result, of what was done before, is replaced.</summary>
    public static RunFolder Reopen(string path) => new(path, IsBelowRuns(path), replaces: true);

    /// <summary>The name of the folder of one run of a series.</summary>
    public static string SeedName(ulong seed) => string.Create(CultureInfo.InvariantCulture, $"seed-{seed}");

    /// <summary>The folder of one run of a series.</summary>
    public RunFolder OfSeed(ulong seed) => Part(SeedName(seed));

    /// <summary>A folder in this one, for a part of its work.</summary>
    public RunFolder Part(string name) => new(Path.Combine(FullPath, name), isDefault: false, replaces);

    /// <summary>The result of a run that needs no resuming; null if it has none, or one that is inconclusive.</summary>
    public byte[]? FinishedResult() => ResumeSession.VerdictOf(FullPath) is not (null or "inconclusive")
        ? File.ReadAllBytes(Path.Combine(FullPath, ResultName))
        : null;

    public void WritePlan(byte[] json) => Write(PlanName, json, pointLatest: false);

    public void WriteResult(byte[] json) => Write(ResultName, json);

    /// <summary>Writes what the runs of a series have in common.</summary>
    public void WriteSeeds(byte[] json) => Write(SeedsName, json);

    /// <summary>Writes what several runs of one work came to.</summary>
    /// <param name="name">Of the file, such as <see cref="SpeculationName"/>.</param>
    /// <param name="json">What it holds.</param>
    public void WriteSummary(string name, byte[] json) => Write(name, json);

    /// <summary>Removes what a run needs to be resumed: it was refused before it began.</summary>
    public void ForgetPlan()
    {
        File.Delete(Path.Combine(FullPath, PlanName));
        foreach (string store in Directory.EnumerateFiles(FullPath, "store.db*", SearchOption.AllDirectories))
        {
            File.Delete(store);
        }

        foreach (string seed in Directory.EnumerateDirectories(FullPath, "seed-*").Where(seed => !Directory.EnumerateFileSystemEntries(seed).Any()))
        {
            Directory.Delete(seed);
        }
    }

    /// <summary>Removes the folder if the run left nothing in it.</summary>
    public void RemoveIfEmpty()
    {
        if (Directory.Exists(FullPath) && !Directory.EnumerateFileSystemEntries(FullPath).Any())
        {
            Directory.Delete(FullPath);
        }
    }

    private void RefuseOldResults()
    {
        foreach (string name in (string[])[ResultName, SeedsName, PlanName, SpeculationName, InvarianceName])
        {
            if (File.Exists(Path.Combine(FullPath, name)))
            {
                throw new IOException(name == PlanName
                    ? $"--out: {FullPath} holds a run that did not end; --resume {FullPath} goes on with it (allowed: a folder without {name})"
                    : $"--out: {FullPath} holds a result already (allowed: a folder without {name})");
            }
        }
    }

    private static bool IsBelowRuns(string path) => Path.GetFileName(Path.GetDirectoryName(path)) == "runs";

    private void Write(string name, byte[] json, bool pointLatest = true)
    {
        Directory.CreateDirectory(FullPath);
        string target = Path.Combine(FullPath, name);
        string draft = target + ".part";
        File.WriteAllBytes(draft, json);
        File.Move(draft, target, overwrite: replaces);
        if (IsDefault && pointLatest)
        {
            PointLatestHere();
        }
    }

    private void PointLatestHere()
    {
        string latest = Path.Combine(Path.GetDirectoryName(FullPath)!, "latest");
        try
        {
            if (Directory.Exists(latest))
            {
                Directory.Delete(latest);
            }

            Directory.CreateSymbolicLink(latest, Path.GetFileName(FullPath));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Some systems let only administrators link; the result is where it was said to be.
        }
    }
}
