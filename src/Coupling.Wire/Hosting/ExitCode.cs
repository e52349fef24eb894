namespace Coupling.Wire.Hosting;

/// <summary>What the exit codes of all programs mean (README, "Exit codes").</summary>
public static class ExitCode
{
    public const int Valid = 0;
    public const int RequirementNotMet = 1;
    public const int Inconclusive = 2;
    public const int Invalid = 3;
    public const int Usage = 64;
    public const int BadData = 65;
    public const int Unavailable = 69;
    public const int Defect = 70;
    public const int Interrupted = 130;
}
