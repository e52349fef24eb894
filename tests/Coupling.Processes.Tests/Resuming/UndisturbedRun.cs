namespace Coupling.Processes.Tests.Resuming;

/// <summary>Long enough to be hit in the middle: a silent mode, and one that speaks.</summary>
public sealed class UndisturbedRun() : Undisturbed(Plan)
{
    public static readonly string[] Plan =
        ["--p", "zipf:1,2000", "--q", "zipf:1.2,2000", "--modes", "gumbel,repair:4", "--rounds", "150000", "--seed", "3"];
}
