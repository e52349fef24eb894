using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Workloads;

/// <summary>Which rounds are whose: row t has the rounds tK..tK+K−1.</summary>
/// <param name="Rows">T, at least 1.</param>
/// <param name="RoundsPerRow">K, at least 1.</param>
internal readonly record struct RowLayout(int Rows, long RoundsPerRow)
{
    /// <summary>Null for a plan whose pair stays.</summary>
    public static RowLayout? Of(PublicPlan plan) => PlanRows.Change(plan) ? new RowLayout((int)plan.Rows, (long)plan.RoundsPerRow) : null;

    /// <summary>How many of the first rounds are of a row.</summary>
    public long RoundsIn(int row, long rounds) => Math.Clamp(rounds - (row * RoundsPerRow), 0, RoundsPerRow);

    /// <summary>How many rows the first rounds have begun.</summary>
    public int Begun(long rounds) => (int)((rounds + RoundsPerRow - 1) / RoundsPerRow);
}
