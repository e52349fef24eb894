namespace Coupling.Models.Tests;

/// <summary>The text that ships with the project.</summary>
internal static class Shipped
{
    public static string Ferry { get; } = Path.Combine(AppContext.BaseDirectory, "texts", "ferry.en.txt");

    public static string Harbour { get; } = Path.Combine(AppContext.BaseDirectory, "texts", "harbour.en.txt");
}
