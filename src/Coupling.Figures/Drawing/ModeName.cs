namespace Coupling.Figures.Drawing;

/// <summary>A mode's name, taken apart as pictures label it.</summary>
internal static class ModeName
{
    /// <summary>The mode without its parameters.</summary>
    public static string Family(string mode) => mode.IndexOfAny([':', '+']) is >= 0 and var end ? mode[..end] : mode;

    /// <summary>Its parameters; empty if it has none.</summary>
    public static string Parameters(string mode) => mode[Family(mode).Length..].TrimStart(':');
}
