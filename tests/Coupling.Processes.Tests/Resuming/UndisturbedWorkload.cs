namespace Coupling.Processes.Tests.Resuming;

/// <summary>A workload that is long enough to be hit in the middle; its rows are drawn one after another, and one mode adapts to each.</summary>
public sealed class UndisturbedWorkload() : Undisturbed(Plan)
{
    public const string Modes = "gumbel,repair:4,repair-grouped:8";

    public static readonly string[] Plan =
    [
        "--p", "zipf:1,2000", "--q", "perturb:0.02..0.5,12,7@zipf:1,2000", "--modes", Modes, "--rounds-per-row", "8192", "--seed", "3", "--batch", "4096",
    ];
}
