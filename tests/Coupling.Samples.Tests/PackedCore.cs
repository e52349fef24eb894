using System.IO.Compression;

namespace Coupling.Samples.Tests;

/// <summary>The core, packed once for all tests of the package.</summary>
public sealed class PackedCore : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("coupling-package-").FullName;
    private ZipArchive package = null!;

    /// <summary>What it holds, without the envelope that every package has.</summary>
    public IEnumerable<string> Names => package.Entries.Select(entry => entry.FullName).Where(name => !IsEnvelope(name));

    public async Task InitializeAsync()
    {
        await Sdk.RunAsync("pack", "src/Coupling", "-o", folder);
        package = await ZipFile.OpenReadAsync(Assert.Single(Directory.GetFiles(folder)));
    }

    public async Task DisposeAsync()
    {
        await package.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public byte[] Read(string name)
    {
        using Stream entry = package.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        entry.CopyTo(copy);
        return copy.ToArray();
    }

    private static bool IsEnvelope(string name) =>
        name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal) || name == "[Content_Types].xml";
}
