using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>The opening of a connection is a function of the lease, and both sides' must be equal.</summary>
internal static class LeaseOpening
{
    public static Open Of(Lease lease) => new()
    {
        PlanHash = lease.PlanHash,
        Mode = lease.Mode,
        FirstRound = lease.FirstRound,
        Rounds = lease.Rounds,
        Attempt = lease.Attempt,
    };

    public static string Text(Open open) =>
        $"plan {PlanHash.Text(open.PlanHash)}, mode {open.Mode}, rounds {open.FirstRound}+{open.Rounds}, attempt {open.Attempt}";
}
