namespace Coupling.Cli.Requirements;

/// <summary>What a requirement came to.</summary>
internal enum RequirementOutcome
{
    Met,
    NotMet,

    /// <summary>The interval lies on both sides of the bound, or the value is not known.</summary>
    Inconclusive,
}
