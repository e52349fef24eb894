namespace Coupling.Cli.Frontiers;

/// <summary>The modes of a frontier that asks for none: all silent ones, and a sweep of every parameter.</summary>
internal static class FrontierModes
{
    /// <summary>`optimal` is left out: P in every round is 64·n bits, far to the right of all else.</summary>
    public static IReadOnlyList<string> Sweep { get; } =
    [
        "independent", "inverse-cdf", "minhash", "gumbel",
        "repair:0", "repair:1", "repair:2", "repair:3", "repair:4", "repair:6", "repair:8", "repair:10",
        "repair-grouped:2", "repair-grouped:3", "repair-grouped:4", "repair-grouped:6", "repair-grouped:8", "repair-grouped:10",
        "budget:1", "budget:2", "budget:4", "budget:8", "budget:12", "budget:20",
        "lowcomm:1e-1", "lowcomm:1e-2", "lowcomm:1e-3", "optimal:cached",
    ];
}
