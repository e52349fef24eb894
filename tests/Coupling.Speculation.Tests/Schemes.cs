namespace Coupling.Speculation.Tests;

/// <summary>A name of every pattern, with parameters that small alphabets are sensitive to.</summary>
public static class Schemes
{
    public static IReadOnlyList<string> All { get; } =
    [
        "none", "none:minhash", "standard", "standard+float32", "invariant:gumbel", "invariant:minhash",
    ];
}
