namespace Coupling.Cli.Requirements;

/// <summary>What a requirement came to in one mode of one run.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Seed">Which run.</param>
/// <param name="Mode">Which mode.</param>
/// <param name="Value">What the field says, in words.</param>
/// <param name="Outcome">What follows.</param>
internal sealed record RequirementFinding(Requirement Requirement, ulong Seed, string Mode, string Value, RequirementOutcome Outcome)
{
    public string OutcomeText => Outcome switch
    {
        RequirementOutcome.Met => "met",
        RequirementOutcome.NotMet => "not met",
        _ => "inconclusive",
    };
}
