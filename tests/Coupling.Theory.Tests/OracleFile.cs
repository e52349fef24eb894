namespace Coupling.Theory.Tests;

/// <summary>An optional file of closed-form values that were computed elsewhere.</summary>
internal static class OracleFile
{
    private static readonly string RelativePath = Path.Combine("shared", "oracles.json");

    /// <summary>The nearest <c>shared/oracles.json</c> next to the tests or next to a folder above them, or null.</summary>
    public static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, RelativePath);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
