using System.Globalization;

namespace Coupling.Cli.Output;

/// <summary>The folder that a run leaves behind. A folder without result.json holds no finished run.</summary>
internal sealed class RunFolder
{
    private const string ResultName = "result.json";
    private const string SeedsName = "seeds.json";

    private RunFolder(string path, bool isDefault)
    {
        FullPath = path;
        IsDefault = isDefault;
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

    /// <summary>The folder of one run of a series.</summary>
    public RunFolder OfSeed(ulong seed) =>
        new(Path.Combine(FullPath, string.Create(CultureInfo.InvariantCulture, $"seed-{seed}")), isDefault: false);

    public void WriteResult(byte[] json) => Write(ResultName, json);

    /// <summary>Writes what the runs of a series have in common.</summary>
    public void WriteSeeds(byte[] json) => Write(SeedsName, json);

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
        foreach (string name in (string[])[ResultName, SeedsName])
        {
            if (File.Exists(Path.Combine(FullPath, name)))
            {
                throw new IOException($"--out: {FullPath} holds a result already (allowed: a folder without {name})");
            }
        }
    }

    private void Write(string name, byte[] json)
    {
        Directory.CreateDirectory(FullPath);
        string target = Path.Combine(FullPath, name);
        string draft = target + ".part";
        File.WriteAllBytes(draft, json);
        File.Move(draft, target);
        if (IsDefault)
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
