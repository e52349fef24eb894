using Coupling.Coordination.Parties;
using Coupling.Coordination.Workloads;

namespace Coupling.Coordination.Runs;

/// <summary>Both parties' disclosed inputs. Only a run whose user allowed it has one.</summary>
internal sealed record Pair(Disclosure Alice, Disclosure Bob)
{
    /// <summary>What was learnt of rows that change; null for a pair that stays, whose rows are in the disclosures.</summary>
    public DisclosedWorkload? Workload { get; init; }
}
