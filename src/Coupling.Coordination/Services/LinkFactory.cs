using System.Net;
using Coupling.Coordination.Links;
using Coupling.Link;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Services;

/// <summary>Opens a link for each run; opens none where the coordinator was started without.</summary>
/// <param name="isOn">Whether runs have a link at all.</param>
/// <param name="listen">Where Alice reaches it; each link takes a free port.</param>
/// <param name="findBob">Bob's current address.</param>
internal sealed class LinkFactory(bool isOn, IPAddress listen, Func<CancellationToken, ValueTask<EndPoint>> findBob)
{
    /// <summary>Null where the link is off.</summary>
    /// <param name="shaping">What it does to what passes; null for nothing.</param>
    public LinkRelay? Open(LinkShaping? shaping) => isOn
        ? LinkRelay.Start(findBob, new LinkOptions { Listen = new IPEndPoint(listen, 0), Shape = LinkShapes.Of(shaping) })
        : null;
}
