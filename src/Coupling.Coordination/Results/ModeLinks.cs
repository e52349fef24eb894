using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Links;
using Coupling.Coordination.Runs;
using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Results;

/// <summary>How each mode used the link.</summary>
internal static class ModeLinks
{
    /// <summary>Null for a silent mode.</summary>
    public static ModeLinkSection? Of(PublicPlan plan, ModeRun mode) => mode.Protocol is SilentProtocol
        ? null
        : Of(plan, mode.Time, mode.Ledger, LeaseCut.InFlight(mode.Protocol, plan));

    /// <summary>Of what was spoken.</summary>
    /// <param name="plan">Says what the link does.</param>
    /// <param name="time">That it took.</param>
    /// <param name="ledger">What it was.</param>
    /// <param name="inFlight">Batches under way at once.</param>
    public static ModeLinkSection Of(PublicPlan plan, RoundsTime time, ModeLedger ledger, int inFlight)
    {
        if (time.Rounds == 0 || time.Seconds <= 0)
        {
            return new ModeLinkSection(time.Seconds, inFlight, null, null, null, null, null);
        }

        Directions bytes = ledger.SocketBytes[LedgerPhase.Rounds];
        return new ModeLinkSection(
            time.Seconds,
            inFlight,
            time.Seconds / time.Rounds,
            time.SetupSeconds,
            plan.Link is { } link ? LinkPrediction.SecondsPerRound(link, bytes, time.Turns, time.Batches, inFlight, time.Rounds) : null,
            new WaitingSection(Share(time.AliceWaitedSeconds), Share(time.BobWaitedSeconds)),
            plan.Link is { } shaped ? new UsedSection(Used(bytes.AliceToBob, shaped.Up), Used(bytes.BobToAlice, shaped.Down)) : null);

        double Share(double seconds) => Math.Clamp(seconds / time.Seconds, 0, 1);

        double? Used(long socketBytes, DirectionShaping direction) =>
            direction.RateBps == 0 ? null : socketBytes * 8.0 / direction.RateBps / time.Seconds;
    }
}
