namespace Coupling.Cli.Advising;

/// <summary>The modes of an advice that asks for none: all silent ones, and of every other one some settings.</summary>
internal static class AdviceModes
{
    public static IReadOnlyList<string> Sweep { get; } =
    [
        "independent", "inverse-cdf", "minhash", "gumbel",
        "repair:1", "repair:2", "repair:4", "repair:6", "repair:8", "repair:10",
        "repair-grouped:2", "repair-grouped:4", "repair-grouped:6", "repair-grouped:10", "repair-grouped:6+turns=3", "repair-grouped:6+turns=7",
        "budget:1", "budget:4", "budget:8", "budget:16",
        "lowcomm:1e-1", "lowcomm:1e-2", "lowcomm:1e-3",
        "optimal", "optimal+bfloat16", "optimal:cached",
    ];
}
