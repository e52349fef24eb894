namespace Coupling.Compose.Tests.Engines;

/// <summary>Where the files under test are: in the nearest folder above the tests that has the solution.</summary>
internal static class Repository
{
    public static string Compose(string file) => Path.Combine(Find(AppContext.BaseDirectory), "compose", file);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Coupling.Distributed.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests are not inside the repository."));
}
