using System.Reflection;

namespace Coupling.Architecture.Tests;

/// <summary>The assemblies of the product, and its sources.</summary>
internal static class Product
{
    private static readonly string[] Programs = ["Coupling.Alice", "Coupling.Bob", "Coupling.Coordinator"];

    /// <summary>The repository: the nearest folder above the tests that has the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Names of all projects in src.</summary>
    public static string[] Projects { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    /// <summary>All libraries and the command line. The other programs are one line each.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. Projects.Except(Programs).Select(Assembly.Load)];

    public static Assembly Named(string name) => Assemblies.Single(assembly => assembly.GetName().Name == name);

    /// <summary>Every type, nested and compiler-generated ones included.</summary>
    public static IEnumerable<Type> Types(Assembly assembly) => assembly.GetTypes();

    /// <summary>The hand-written sources of a project.</summary>
    public static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !IsBuilt(Path.GetRelativePath(Root, path)))
            .Order(StringComparer.Ordinal);

    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Coupling.Distributed.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests are not inside the repository."));
}
