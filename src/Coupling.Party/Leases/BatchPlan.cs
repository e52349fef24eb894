using Coupling.Sampling;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>Cuts a lease into batches. Both parties cut alike, from the plan, the mode and the lease alone.</summary>
internal readonly record struct BatchPlan(long First, long Rounds, int BatchRounds)
{
    public long Count => (Rounds + BatchRounds - 1) / BatchRounds;

    public static BatchPlan Of(Lease lease, int batchRounds) => new((long)lease.FirstRound, (long)lease.Rounds, batchRounds);

    public RoundRange At(long index)
    {
        long start = index * BatchRounds;
        return new RoundRange(First + start, (int)Math.Min(BatchRounds, Rounds - start));
    }
}
