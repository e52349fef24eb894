using Coupling.Wire.Hosting;

namespace Coupling.Coordination.Results;

/// <summary>The three verdicts, and what they are taken from (docs/results.md).</summary>
internal static class VerdictRule
{
    public const string Valid = "valid";
    public const string Inconclusive = "inconclusive";
    public const string Invalid = "invalid";

    /// <summary>Below this p-value a marginal or an agreement is off its law: a defect, not chance.</summary>
    public const double Threshold = 1e-9;

    public static string Of(IReadOnlyCollection<string> findings, bool complete) =>
        findings.Count > 0 ? Invalid : complete ? Valid : Inconclusive;

    /// <summary>The verdict of a run: that of its worst mode.</summary>
    public static string Worst(IEnumerable<string> verdicts) => verdicts.Aggregate(Valid, (worst, next) =>
        worst == Invalid || next == Invalid ? Invalid : worst == Inconclusive || next == Inconclusive ? Inconclusive : Valid);

    public static int ExitCodeOf(string verdict) => verdict switch
    {
        Valid => ExitCode.Valid,
        Inconclusive => ExitCode.Inconclusive,
        _ => ExitCode.Invalid,
    };
}
