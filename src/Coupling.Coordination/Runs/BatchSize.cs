using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Runs;

/// <summary>How many rounds a batch has and how many batches are under way. Neither ever changes a result.</summary>
internal static class BatchSize
{
    /// <summary>Rounds times items of a batch: it must get somewhere within the progress deadlines.</summary>
    private const long MostItems = 1L << 28;

    /// <summary>The same where time is limited: a batch that is under way when it is over is conducted to its end.</summary>
    private const long MostTimedItems = 1L << 22;

    /// <summary>Rounds under way at once, unless the user says otherwise.</summary>
    private const int RoundsInFlight = 65536;
    private const int TimedRoundsInFlight = 16384;
    private const int LeastInFlight = 4;
    private const int MostInFlight = 1024;

    public static uint Rounds(uint asked, int alphabetSize, bool timed = false) =>
        (uint)Math.Clamp((timed ? MostTimedItems : MostItems) / alphabetSize, 1, asked);

    public static uint InFlight(uint asked, uint batchRounds, int alphabetSize = 1, bool timed = false)
    {
        long rounds = timed ? Math.Min(TimedRoundsInFlight, LeastInFlight * MostTimedItems / alphabetSize) : RoundsInFlight;
        return asked > 0 ? asked : (uint)Math.Clamp(rounds / batchRounds, LeastInFlight, MostInFlight);
    }

    /// <summary>The most rounds that a plan can have, whatever its modes do with its batches.</summary>
    public static ulong MostRounds(IEnumerable<Protocol> protocols, PublicPlan plan)
    {
        ulong least = protocols.Select(protocol => (ulong)LeaseCut.BatchRounds(protocol, plan)).Append(plan.Batch).Min();
        return Math.Min(PlanLimits.MaximumRounds, PlanLimits.MaximumBatches * least);
    }
}
