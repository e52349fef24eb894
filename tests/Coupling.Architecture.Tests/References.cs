using System.Reflection;
using System.Xml.Linq;

namespace Coupling.Architecture.Tests;

/// <summary>What references what: as compiled, and as the project files allow.</summary>
internal static class References
{
    /// <summary>Names of the assemblies that an assembly's code uses.</summary>
    public static IEnumerable<string> Used(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    /// <summary>Names of the projects that a project may use, through others too.</summary>
    public static IReadOnlySet<string> Allowed(string project)
    {
        var all = new HashSet<string>();
        var next = new Queue<string>(Declared(project, "ProjectReference"));
        while (next.TryDequeue(out string? name))
        {
            if (all.Add(name))
            {
                Array.ForEach(Declared(name, "ProjectReference"), next.Enqueue);
            }
        }

        return all;
    }

    /// <summary>What a project file itself references.</summary>
    public static string[] Declared(string project, string element) =>
        [.. XDocument.Load(Path.Combine(Product.Root, "src", project, $"{project}.csproj"))
            .Descendants(element)
            .Select(reference => reference.Attribute("Include")!.Value)
            .Select(name => element == "ProjectReference" ? Path.GetFileNameWithoutExtension(name.Replace('\\', '/')) : name)];
}
