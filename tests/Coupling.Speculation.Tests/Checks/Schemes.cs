namespace Coupling.Speculation.Tests;

/// <summary>A name of every pattern, with parameters that small alphabets are sensitive to.</summary>
public static class Schemes
{
    public static IReadOnlyList<string> All { get; } =
    [
        "none", "none:minhash", "standard", "standard+float32", "quantised:7", "quantised:240", "top-k:2+5", "scalar",
        "invariant:gumbel", "invariant:minhash", "invariant:index", "lowcomm:1e-3", "lowcomm:5e-1",
        "repair:0", "repair:1", "repair:8", "repair", "greedy",
    ];

    /// <summary>Those that have a drafter.</summary>
    public static IReadOnlyList<string> Drafting { get; } = [.. All.Where(name => SchemeCatalog.Parse(name).HasDrafter)];

    public static TheoryData<string> AllData => [.. All];

    public static TheoryData<string> DraftingData => [.. Drafting];
}
