namespace Coupling.Cli.Tests.Commands;

/// <summary>A folder for one test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("coupling-cli-").FullName;

    /// <summary>Files in it, with forward slashes.</summary>
    public IEnumerable<string> Files => Directory.GetFiles(FullPath, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(FullPath, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public void Dispose()
    {
        // A run that leaves nothing removes its folder.
        if (Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }
}
