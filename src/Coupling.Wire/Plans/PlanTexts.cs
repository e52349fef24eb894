using Coupling.Wire.V1;

namespace Coupling.Wire.Plans;

/// <summary>What a plan of texts has that others have not. The parties and the coordinator know it alike.</summary>
public static class PlanTexts
{
    /// <summary>What the alphabet of such a plan is called.</summary>
    public const string AlphabetKind = "tokens";

    /// <summary>2¹⁶: of a text, and of its prompt; both go with a lease, in one message.</summary>
    public const int MaximumTokens = 1 << 16;

    /// <summary>1 MiB: of a prompt, in UTF-8.</summary>
    public const int MaximumPromptBytes = 1 << 20;

    /// <summary>Whether the parties of a plan hold models.</summary>
    public static bool AreAsked(PublicPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Speculation is not null;
    }
}
