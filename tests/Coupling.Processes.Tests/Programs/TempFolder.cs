using System.Text.Json;

namespace Coupling.Processes.Tests.Programs;

/// <summary>A folder of one test's own, deleted with everything in it.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("coupling-processes-").FullName;

    /// <summary>Where a run of the test puts its result.</summary>
    public string Out => In("out");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <returns>The full path.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public JsonElement Result() => JsonElement.Parse(File.ReadAllBytes(System.IO.Path.Combine(Out, "result.json")));

    public bool HasResult => Directory.Exists(Path)
        && Directory.EnumerateFiles(Path, "result.json*", SearchOption.AllDirectories).Any();

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
