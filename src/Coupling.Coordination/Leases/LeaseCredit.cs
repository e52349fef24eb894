using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Leases;

/// <summary>
/// How far a lease is granted where nobody knows beforehand how many rounds it will have. What was granted cannot be taken back: the
/// parties may have begun it. So the grants go ahead of what is committed by no more than the parties have under way and what they
/// do until they hear of the next grant.
/// </summary>
internal sealed class LeaseCredit
{
    /// <summary>A report may wait so long at a party, and a commit may be in its way.</summary>
    private const double LeadSeconds = 0.25;

    /// <summary>What a party may be ahead by must stay within what is matched in memory.</summary>
    private const long MostAhead = 1 << 20;

    /// <summary>A grant is worth a message if it gives at least this part of what may be ahead.</summary>
    private const int LeastPart = 8;

    private readonly long first;
    private readonly long leaseEnd;
    private readonly long batchRounds;
    private readonly long underWay;
    private readonly Func<bool> isEnough;

    /// <param name="lease">Its rounds are the most that may be done.</param>
    /// <param name="batchRounds">Whole batches are granted.</param>
    /// <param name="inFlight">Batches that the parties have under way at once.</param>
    /// <param name="isEnough">Asked at every commit: whether no more is to be granted.</param>
    public LeaseCredit(Lease lease, int batchRounds, int inFlight, Func<bool> isEnough)
    {
        first = (long)lease.FirstRound;
        leaseEnd = (long)(lease.FirstRound + lease.Rounds);
        this.batchRounds = batchRounds;
        this.isEnough = isEnough;
        underWay = (long)inFlight * batchRounds;
        End = Whole(first + underWay + batchRounds);
    }

    /// <summary>Granted by now.</summary>
    public long End { get; private set; }

    /// <summary>Whether the lease ends at <see cref="End"/>, and the parties have been told.</summary>
    public bool IsFinal { get; private set; }

    public static LeaseCredit Of(Lease lease, Protocol protocol, PublicPlan plan, Func<bool> isEnough) =>
        new(lease, LeaseCut.BatchRounds(protocol, plan), LeaseCut.InFlight(protocol, plan), isEnough);

    /// <summary>What to tell the parties now; null if there is nothing.</summary>
    /// <param name="committed">Rounds before this one are committed.</param>
    /// <param name="seconds">Since the first round of the lease could begin.</param>
    public Grant? After(long committed, double seconds)
    {
        if (IsFinal)
        {
            return null;
        }

        IsFinal = End == leaseEnd || isEnough();
        if (!IsFinal)
        {
            double rate = (committed - first) / Math.Max(seconds, LeadSeconds);
            long ahead = Math.Min(underWay + Math.Max(batchRounds, (long)(rate * LeadSeconds)), Math.Max(MostAhead, underWay + batchRounds));
            long target = Whole(committed + ahead);
            if (target - End < Math.Min(Math.Max(batchRounds, ahead / LeastPart), leaseEnd - End))
            {
                return null;
            }

            End = target;
            IsFinal = End == leaseEnd;
        }

        return new Grant { End = (ulong)End, Final = IsFinal };
    }

    /// <summary>Up to the end of the batch; no further than the lease goes.</summary>
    private long Whole(long end) =>
        Math.Min(leaseEnd, first + ((end - first + batchRounds - 1) / batchRounds * batchRounds));
}
