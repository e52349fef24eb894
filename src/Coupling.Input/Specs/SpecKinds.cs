using Coupling.Protocols;

namespace Coupling.Input;

/// <summary>The words that may stand before the colon of a SPEC.</summary>
internal static class SpecKinds
{
    public const string Inline = "inline";
    public const string Uniform = "uniform";
    public const string Zipf = "zipf";
    public const string Geometric = "geometric";
    public const string Dirichlet = "dirichlet";
    public const string Subset = "subset";
    public const string Perturb = "perturb";
    public const string Text = "text";

    /// <summary>Every form of a SPEC, for error messages.</summary>
    public const string Forms =
        "inline:p,p,…; uniform:n; subset:from,to,n; zipf:s,n; geometric:r,n; dirichlet:alpha,n,seed; perturb:TV,seed@SPEC; perturb:FROM..TO,rows,seed@SPEC; "
        + "FILE.json|csv|npy|parquet[#row][?normalize|logits]; text:FILE[?unit=word|char]";

    private static readonly string[] All = [Inline, Uniform, Zipf, Geometric, Dirichlet, Subset, Perturb, Text];

    /// <summary>
    /// What stands before the colon, if the SPEC begins like <c>kind:</c>; else null. A single letter is a Windows
    /// drive, not a kind.
    /// </summary>
    public static string? PrefixOf(string spec)
    {
        int colon = spec.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && spec.AsSpan(0, colon).IndexOfAnyExcept(PrefixCharacters) < 0 ? spec[..colon] : null;
    }

    /// <summary>The known kind that takes the fewest edits to reach from <paramref name="name"/>.</summary>
    public static string Nearest(string name) => All.MinBy(kind => EditDistance.Between(name, kind))!;

    private static readonly System.Buffers.SearchValues<char> PrefixCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
}
