namespace Coupling.Figures.Drawing;

/// <summary>A SPEC as a title has it: a file without its folders, and nothing longer than a line.</summary>
internal static class ShortSpec
{
    private const int Longest = 60;

    public static string Of(string spec)
    {
        int folder = spec.LastIndexOf('/');
        string name = spec.StartsWith("text:", StringComparison.Ordinal) || folder >= 0 ? spec[(folder + 1)..] : spec;
        return name.Length <= Longest ? name : name[..Longest] + "…";
    }
}
