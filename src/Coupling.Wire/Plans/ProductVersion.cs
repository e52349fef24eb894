using System.Reflection;

namespace Coupling.Wire.Plans;

/// <summary>The version that services and results state, with the commit where the build knew it.</summary>
public static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";
}
