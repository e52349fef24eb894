using System.Text.RegularExpressions;

namespace Coupling.Cli.Speculation;

/// <summary>A model's SPEC as tables have it: files without their folders.</summary>
internal static partial class SpecText
{
    public static string Short(string spec) => Folders().Replace(spec, string.Empty);

    [GeneratedRegex("[^@?,=:]*/")]
    private static partial Regex Folders();
}
