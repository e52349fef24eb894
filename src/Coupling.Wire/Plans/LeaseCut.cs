using System.Numerics;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Wire.Links;
using Coupling.Wire.V1;

namespace Coupling.Wire.Plans;

/// <summary>How a lease is cut into batches. The parties and the coordinator cut alike, from the plan and the mode alone.</summary>
public static class LeaseCut
{
    /// <summary>
    /// Rounds of a silent mode's report, whatever the plan's batches: nothing is retried in smaller pieces, fewer would cost more than the
    /// samples, and samplers draw aligned blocks of as many at once.
    /// </summary>
    public const int SilentRounds = 4096;

    /// <summary>Rounds times items of a silent batch where time is limited: a lease ends with a whole one.</summary>
    private const long MostTimedItems = 1L << 22;

    /// <summary>Rows times items that the units under way of a workload may hold prepared, each item in some 30 bytes.</summary>
    private const long MostRowItems = 1L << 21;

    /// <summary>Of the time of a mode, what the longest messages of a batch and of all batches under way may take on a slow link.</summary>
    private const double BatchPart = 0.05;
    private const double InFlightPart = 0.2;

    /// <summary>Where no time is asked for, batches are cut as for this one: what is retried after a fault is a second's worth.</summary>
    private const double UntimedSeconds = 20;

    /// <summary>On a link with a delay more of it, so that the line has something to carry while batches take their turns.</summary>
    private const double TurnsToHide = 2;

    /// <summary>Rounds of a batch, whole units; for silent modes, of a report.</summary>
    public static int BatchRounds(Protocol protocol, PublicPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return protocol switch
        {
            ConversingProtocol conversing => WithinRows(
                FewRows(WithinTime(BatchLimits.Rounds(conversing, (int)plan.Batch, (int)plan.AlphabetSize), conversing, plan), conversing.UnitRounds, plan), conversing.UnitRounds, plan),
            _ when IsTimed(plan) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(MostTimedItems / plan.AlphabetSize, 1, SilentRounds)),
            _ => SilentRounds,
        };
    }

    /// <summary>On a slow link a batch's longest messages take a small part of a mode's time, where units are short enough.</summary>
    private static int WithinTime(int rounds, ConversingProtocol protocol, PublicPlan plan)
    {
        double units = UnitsWithinTime(protocol, plan) * BatchPart;
        return (int)Math.Clamp(units, 1, rounds / protocol.UnitRounds) * protocol.UnitRounds;
    }

    /// <summary>How many units' longest messages a slow link carries in the time of a mode; no limit if there is no rate or message.</summary>
    private static double UnitsWithinTime(ConversingProtocol protocol, PublicPlan plan)
    {
        double message = protocol.LargestMessageBits((int)plan.AlphabetSize);
        double seconds = IsTimed(plan) ? plan.Seconds : UntimedSeconds;
        return message > 0 && LinkShapings.SlowerRate(plan.Link) is { } rate ? rate * seconds / message : double.PositiveInfinity;
    }

    /// <summary>A unit under way may hold on to what it has prepared of its row, so that the rows under way are bounded, and with them the rounds.</summary>
    private static long RoundsOfFewRows(PublicPlan plan) =>
        Math.Max(1, MostRowItems / plan.AlphabetSize) * Math.Min((long)plan.RoundsPerRow, (long)PlanLimits.MaximumBatch);

    /// <summary>At least two batches under way, where units are short enough.</summary>
    private static int FewRows(int rounds, int unitRounds, PublicPlan plan) => PlanRows.Change(plan)
        ? (int)Math.Clamp(RoundsOfFewRows(plan) / 2 / unitRounds * unitRounds, unitRounds, rounds)
        : rounds;

    /// <summary>
    /// Where units of many rounds lie in rows, batches do too, so that a batch's settings are those of one row. Single rounds have none.
    /// </summary>
    private static int WithinRows(int rounds, int unitRounds, PublicPlan plan)
    {
        if (!PlanRows.Change(plan) || unitRounds == 1 || plan.RoundsPerRow % (ulong)unitRounds != 0)
        {
            return rounds;
        }

        ulong unitsOfRow = plan.RoundsPerRow / (ulong)unitRounds;
        int units = rounds / unitRounds;
        while (unitsOfRow % (ulong)units != 0)
        {
            units--;
        }

        return units * unitRounds;
    }

    /// <summary>Batches under way at once; one for silent modes.</summary>
    public static int InFlight(Protocol protocol, PublicPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (protocol is not ConversingProtocol conversing)
        {
            return 1;
        }

        int batch = BatchRounds(protocol, plan);
        int batches = BatchLimits.InFlight(conversing, (int)plan.InFlight, batch, (int)plan.AlphabetSize);
        double part = IsTimed(plan) ? Math.Max(InFlightPart, Math.Min(1, TurnsToHide * LinkShapings.TurnsSeconds(plan.Link) / plan.Seconds)) : 1;
        batches = (int)Math.Clamp(UnitsWithinTime(conversing, plan) * part * conversing.UnitRounds / batch, Math.Min(2, batches), batches);
        return PlanRows.Change(plan) ? (int)Math.Clamp(RoundsOfFewRows(plan) / batch, 1, batches) : batches;
    }

    /// <summary>How long the link takes, in seconds, for what Alice says at the least until the first unit is over; 0 without a rate.</summary>
    public static double OpeningSeconds(Protocol protocol, PublicPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return protocol is ConversingProtocol conversing && plan.Link is { Up.RateBps: > 0 and var rate }
            ? conversing.OpeningBits((int)plan.AlphabetSize) / (double)rate
            : 0;
    }

    /// <summary>Whether the time of a mode would be over before this link can have carried its first unit.</summary>
    public static bool IsTooSlow(Protocol protocol, PublicPlan plan) => IsTimed(plan) && OpeningSeconds(protocol, plan) > plan.Seconds;

    /// <summary>Whether the time of a mode is limited, so that its leases are granted step by step.</summary>
    public static bool IsTimed(PublicPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Seconds > 0;
    }
}
