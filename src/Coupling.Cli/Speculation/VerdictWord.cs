namespace Coupling.Cli.Speculation;

/// <summary>The verdicts, as results have them.</summary>
internal static class VerdictWord
{
    public const string Valid = "valid";
    public const string Inconclusive = "inconclusive";
    public const string Invalid = "invalid";
}
