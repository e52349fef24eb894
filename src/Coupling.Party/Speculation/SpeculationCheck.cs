using System.Globalization;
using Coupling.Distributions;
using Coupling.Party.Inputs;
using Coupling.Speculation;
using Coupling.Wire.Links;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Party.Speculation;

/// <summary>What a party asks of a plan of texts, and of its leases, before it takes part.</summary>
internal static class SpeculationCheck
{
    /// <summary>The schemes of the plan.</summary>
    /// <exception cref="BadDataException">A field is out of range, or not this party's.</exception>
    public static SpeculativeScheme[] Check(PublicPlan plan, ModelInput input)
    {
        Require(plan.AlphabetKind == PlanTexts.AlphabetKind, "alphabet_kind", plan.AlphabetKind, PlanTexts.AlphabetKind);
        if (plan.AlphabetSize != input.Vocabulary.Size || plan.AlphabetDigest != input.Vocabulary.Digest)
        {
            throw new BadDataException(
                $"{input.Spec}: the plan's vocabulary has {plan.AlphabetSize} tokens ({plan.AlphabetDigest}); this party's has {input.Vocabulary.Size} ({input.Vocabulary.Digest})");
        }

        SpeculationPlan texts = plan.Speculation;
        Require(plan.Rounds is >= 1 and <= PlanTexts.MaximumTokens, "rounds", plan.Rounds, $"1 to {PlanTexts.MaximumTokens} tokens");
        Require(texts.Gammas.Count == plan.Modes.Count, "gammas", texts.Gammas.Count, $"one for each of {plan.Modes.Count} modes");
        foreach (uint gamma in texts.Gammas)
        {
            Require(gamma is >= 1 and <= SpeculationContext.MaximumGamma, "gamma", gamma, $"1 to {SpeculationContext.MaximumGamma}");
        }

        Require(texts.Prompt.Count <= PlanTexts.MaximumTokens, "prompt", texts.Prompt.Count, $"at most {PlanTexts.MaximumTokens} tokens");
        RequireTokens("prompt", texts.Prompt, plan);
        if (LinkShapings.Problem(plan.Link) is { } problem)
        {
            throw new BadDataException("plan", problem.Field, problem.Value, problem.Allowed);
        }

        SpeculativeScheme[] schemes = [.. plan.Modes.Select(SchemeCatalog.Parse)];
        if (Array.Exists(schemes, scheme => scheme.NeedsPrior))
        {
            Require(input.PriorDigest.Length > 0 && texts.PriorDigest == input.PriorDigest, "prior_digest", $"'{texts.PriorDigest}'", $"'{input.PriorDigest}', this party's");
        }

        return schemes;
    }

    /// <summary>What is committed of a lease's text.</summary>
    /// <exception cref="BadDataException">A field is out of range.</exception>
    public static int[] Prefix(Lease lease, PublicPlan plan)
    {
        Require(
            lease.FirstRound < plan.Rounds && lease.Rounds == plan.Rounds - lease.FirstRound,
            "rounds", $"{lease.FirstRound}+{lease.Rounds}", $"the rest of {plan.Rounds} tokens, at least one");
        Require((ulong)lease.Prefix.Count == lease.FirstRound, "prefix", lease.Prefix.Count, $"{lease.FirstRound} tokens");
        RequireTokens("prefix", lease.Prefix, plan);
        return [.. lease.Prefix.Select(token => (int)token)];
    }

    private static void RequireTokens(string field, IEnumerable<uint> tokens, PublicPlan plan)
    {
        foreach (uint token in tokens)
        {
            Require(token < plan.AlphabetSize, field, token, $"tokens of 0 to {plan.AlphabetSize - 1}");
        }
    }

    private static void Require(bool holds, string field, object value, string allowed)
    {
        if (!holds)
        {
            throw new BadDataException("plan", field, string.Create(CultureInfo.InvariantCulture, $"{value}"), allowed);
        }
    }
}
