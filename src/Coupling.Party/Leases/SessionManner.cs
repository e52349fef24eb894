using Coupling.Wire.Links;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>How a party's sessions behave on the link of a plan.</summary>
/// <param name="Patience">How long it waits for a frame: what is under way on a slow link takes its time.</param>
/// <param name="Part">One in so many conversations with something to say make a bundle.</param>
internal sealed record SessionManner(TimeSpan Patience, int Part)
{
    private const int ShapedPart = 16;

    public static SessionManner Of(PublicPlan plan) => new(
        WireSession.ProgressDeadline + LinkShapings.HoldingTime(plan.Link), plan.Link is null ? WireSession.UsualPart : ShapedPart);

    public WireSession Open(IBundleTransport transport, SessionMeter meter) => new(transport, meter, Patience, Part);
}
