using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Wire.Plans;

/// <summary>How the rounds of a plan lie in the rows of its workload. The parties and the coordinator know it alike.</summary>
public static class PlanRows
{
    /// <summary>2^20, as many as an input can have.</summary>
    public const uint MaximumRows = 1 << 20;

    /// <summary>Whether the inputs are read as workloads, if only of one row.</summary>
    public static bool IsWorkload(PublicPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Rows > 0;
    }

    /// <summary>Whether the pair changes within the plan.</summary>
    public static bool Change(PublicPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Rows > 1;
    }

    /// <summary>As in <see cref="PartyContext.RoundsPerPair"/>.</summary>
    public static long RoundsPerPair(PublicPlan plan) => Change(plan) ? (long)plan.RoundsPerRow : PartyContext.WholeRun;

    /// <summary>Whether every unit of a mode lies in one row.</summary>
    public static bool HoldUnits(PublicPlan plan, Protocol protocol) =>
        !Change(plan) || plan.RoundsPerRow % (ulong)((protocol as ConversingProtocol)?.UnitRounds ?? 1) == 0;
}
