using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Wire.Links;
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

        if (LinkShapings.Problem(plan.Link) is { } problem)
        {
            throw new BadDataException("plan", problem.Field, problem.Value, problem.Allowed);
        }

        CheckRows(plan);
        RequireFewBatches(plan, "rounds / batch", plan.Batch);
        foreach (ConversingProtocol protocol in plan.Modes.Select(ProtocolCatalog.Parse).OfType<ConversingProtocol>())
        {
            int batch = LeaseCut.BatchRounds(protocol, plan);
            RequireFewBatches(plan, $"rounds / batch of {protocol.Name}", (ulong)batch);
        }
    }

    private static void CheckRows(PublicPlan plan)
    {
        Require(plan.Rows <= PlanRows.MaximumRows, "rows", plan.Rows, $"0 to {PlanRows.MaximumRows}");
        if (plan.Rows == 0)
        {
            Require(plan.RoundsPerRow == 0, "rounds_per_row", plan.RoundsPerRow, "0, since there are no rows");
            return;
        }

        Require(
            plan.RoundsPerRow >= 1 && plan.RoundsPerRow <= PlanLimits.MaximumRounds / plan.Rows,
            "rounds_per_row", plan.RoundsPerRow, $"1 to {PlanLimits.MaximumRounds / plan.Rows}");
        Require(plan.Rounds <= plan.Rows * plan.RoundsPerRow, "rounds", plan.Rounds, $"1 to {plan.Rows * plan.RoundsPerRow}, those of the rows");
        if (PlanRows.Change(plan) && plan.Modes.Select(ProtocolCatalog.Parse).FirstOrDefault(protocol => protocol.NeedsOnePair) is { } needy)
        {
            throw new BadDataException($"{needy.Name}: it needs a pair that stays, and the plan has {plan.Rows} rows (allowed: one row, or other modes)");
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
