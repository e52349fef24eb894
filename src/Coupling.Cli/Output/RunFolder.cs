namespace Coupling.Cli.Output;

/// <summary>The folder that a run leaves behind. A folder without result.json holds no finished run.</summary>
internal sealed class RunFolder
{
    private const string ResultName = "result.json";

    private RunFolder(string path, bool isDefault)
    {
        FullPath = path;
        IsDefault = isDefault;
    }

    public string FullPath { get; }

    public string Logs => Path.Combine(FullPath, "logs");

    private bool IsDefault { get; }

    /// <exception cref="IOException">It cannot be written, or holds a result already.</exception>
    public static RunFolder Create(string? asked, string name)
    {
        string path = Path.GetFullPath(asked ?? Path.Combine("runs", name));
        if (File.Exists(Path.Combine(path, ResultName)))
        {
            throw new IOException($"--out: {path} holds a result already (allowed: a folder without {ResultName})");
        }

        Directory.CreateDirectory(path);
        return new RunFolder(path, asked is null);
    }

    public void WriteResult(byte[] json)
    {
        string target = Path.Combine(FullPath, ResultName);
        string draft = target + ".part";
        File.WriteAllBytes(draft, json);
        File.Move(draft, target);
        if (IsDefault)
        {
            PointLatestHere();
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
