using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Party.Plans;

/// <summary>What a party asks of a public plan before it takes part.</summary>
internal static class PlanCheck
{
    /// <exception cref="BadDataException">A field is out of range.</exception>
    public static void Check(PublicPlan plan)
    {
        Require(plan.Rounds is >= 1 and <= PlanLimits.MaximumRounds, "rounds", plan.Rounds, $"1 to {PlanLimits.MaximumRounds}");
        Require(plan.Batch is >= 1 and <= PlanLimits.MaximumBatch, "batch", plan.Batch, $"1 to {PlanLimits.MaximumBatch}");
        Require(plan.InFlight is >= 1 and <= PlanLimits.MaximumInFlight, "in_flight", plan.InFlight, $"1 to {PlanLimits.MaximumInFlight}");
        Require(
            plan.Seconds is 0 or (>= PlanLimits.MinimumSeconds and <= PlanLimits.MaximumSeconds),
            "seconds", plan.Seconds, $"0, or {PlanLimits.MinimumSeconds} to {PlanLimits.MaximumSeconds}");
        foreach (Protocol protocol in plan.Modes.Select(ProtocolCatalog.Parse).Where(protocol => protocol.NeedsPrior && plan.Prior is null))
        {
            throw new BadDataException("plan", "prior", "none", $"one, which {protocol.Name} needs");
        }

        RequireFewBatches(plan, "rounds / batch", plan.Batch);
        foreach (ConversingProtocol protocol in plan.Modes.Select(ProtocolCatalog.Parse).OfType<ConversingProtocol>())
        {
            int batch = BatchLimits.Rounds(protocol, (int)plan.Batch, (int)plan.AlphabetSize);
            RequireFewBatches(plan, $"rounds / batch of {protocol.Name}", (ulong)batch);
        }
    }

    private static void RequireFewBatches(PublicPlan plan, string field, ulong batch)
    {
        ulong batches = ((plan.Rounds - 1) / batch) + 1;
        Require(batches <= PlanLimits.MaximumBatches, field, batches, $"at most {PlanLimits.MaximumBatches} batches");
    }

    private static void Require(bool holds, string field, IFormattable value, string allowed)
    {
        if (!holds)
        {
            throw new BadDataException("plan", field, value.ToString(null, System.Globalization.CultureInfo.InvariantCulture), allowed);
        }
    }
}
