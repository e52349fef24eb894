namespace Coupling.Processes.Tests.Resuming;

/// <summary>Short, and with a mode of each kind: silent, with a setup, conversing.</summary>
public sealed class UndisturbedPhases() : Undisturbed(Plan)
{
    public static readonly string[] Plan =
        ["--p", "zipf:1,2000", "--q", "zipf:1.2,2000", "--modes", "gumbel,optimal:cached,repair:4", "--rounds", "20000", "--seed", "5"];
}
