namespace Coupling.Cli.Advising;

/// <summary>The modes of an advice that asks for none: all silent ones, and of every other one some settings.</summary>
internal static class AdviceModes
{
    /// <summary>The silent ones last: the code that they share with others is compiled by then, which takes seconds on a busy machine.</summary>
    public static IReadOnlyList<string> Sweep { get; } =
    [
        "repair:1", "repair:2", "repair:4", "repair:6", "repair:8", "repair:10",
        "repair-grouped:2", "repair-grouped:4", "repair-grouped:6", "repair-grouped:10", "repair-grouped:6+turns=3", "repair-grouped:6+turns=7",
        "budget:1", "budget:4", "budget:8", "budget:16",
        "lowcomm:1e-1", "lowcomm:1e-2", "lowcomm:1e-3",
        "optimal", "optimal+bfloat16", "optimal:cached",
        "minhash", "gumbel", "inverse-cdf", "independent",
    ];
}
