using Coupling.Protocols;
using Coupling.Wire.Links;
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
    private const int RoundsInFlight = 131072;
    private const int TimedRoundsInFlight = 16384;
    private const int LeastInFlight = 4;
    private const int MostInFlight = 1024;

    /// <summary>
    /// On a link with a delay a batch takes its turns' delays however small it is: as many rounds as a party gets done meanwhile are to
    /// be under way, or some more. Where time is limited no more: what is under way when it is over still takes its time.
    /// </summary>
    private const int RoundsPerSecond = 300_000;
    private const int TimedRoundsPerSecond = 150_000;

    /// <summary>The most of them: conversations under way take memory.</summary>
    private const int MostRoundsInFlight = 1 << 18;

    /// <summary>Where time is limited, what is under way when it is over should not take long: so many bits a round, for this part of the time, or for as long as turns take.</summary>
    private const double BitsOfARound = 16;
    private const double TimedPart = 0.25;
    private const double TurnsToHide = 2;

    public static uint Rounds(uint asked, int alphabetSize, bool timed = false) =>
        (uint)Math.Clamp((timed ? MostTimedItems : MostItems) / alphabetSize, 1, asked);

    /// <param name="asked">0: choose.</param>
    /// <param name="batchRounds">Rounds of a batch.</param>
    /// <param name="alphabetSize">n.</param>
    /// <param name="seconds">Of a mode; 0 for no limit.</param>
    /// <param name="link">The link's shape; null for none.</param>
    public static uint InFlight(uint asked, uint batchRounds, int alphabetSize = 1, double seconds = 0, LinkShaping? link = null)
    {
        bool timed = seconds > 0;
        long rounds = timed ? Math.Min(TimedRoundsInFlight, LeastInFlight * MostTimedItems / alphabetSize) : RoundsInFlight;
        if (link is not null)
        {
            double turns = LinkShapings.TurnsSeconds(link);
            double hidden = (timed ? TimedRoundsPerSecond : RoundsPerSecond) * turns;
            double most = timed && LinkShapings.SlowerRate(link) is { } rate
                ? Math.Max(rounds, rate * Math.Max(seconds * TimedPart, Math.Min(seconds, TurnsToHide * turns)) / BitsOfARound)
                : MostRoundsInFlight;
            rounds = (long)Math.Clamp(hidden, rounds, Math.Min(most, MostRoundsInFlight));
        }

        return asked > 0 ? asked : (uint)Math.Clamp(rounds / batchRounds, LeastInFlight, MostInFlight);
    }

    /// <summary>The most rounds that a plan can have, whatever its modes do with its batches.</summary>
    public static ulong MostRounds(IEnumerable<Protocol> protocols, PublicPlan plan)
    {
        ulong least = protocols.Select(protocol => (ulong)LeaseCut.BatchRounds(protocol, plan)).Append(plan.Batch).Min();
        return Math.Min(PlanLimits.MaximumRounds, PlanLimits.MaximumBatches * least);
    }
}
