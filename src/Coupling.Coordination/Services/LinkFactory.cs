using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Coupling.Coordination.Hosting;
using Coupling.Coordination.Links;
using Coupling.Coordination.Parties;
using Coupling.Link;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Services;

/// <summary>Opens a link for each run; opens none where the coordinator was started without.</summary>
/// <param name="options">Where links listen, and under which name they are reached.</param>
/// <param name="findBob">Bob's current address.</param>
internal sealed class LinkFactory(CoordinatorOptions options, Func<CancellationToken, ValueTask<EndPoint>> findBob)
{
    private readonly LinkListen listen = options.LinkListen ?? new LinkListen(options.Listen.Address, 0, 0);

    /// <summary>Whether a run has none: the coordinator was started without, or the run asks for that.</summary>
    public bool IsOff(SubmitRequest request) => !options.Link || request.LinkOff;

    /// <param name="shaping">What it does to what passes; null for nothing.</param>
    /// <exception cref="RunFaultException">No port is free.</exception>
    public LinkRelay Open(LinkShaping? shaping)
    {
        SocketException? last = null;
        for (int port = listen.FirstPort; port <= listen.LastPort; port++)
        {
            try
            {
                return LinkRelay.Start(findBob, new LinkOptions
                {
                    Listen = new IPEndPoint(listen.Address, port),
                    AdvertisedHost = options.Advertise,
                    Shape = LinkShapes.Of(shaping),
                });
            }
            catch (SocketException fault)
            {
                last = fault;
            }
        }

        throw new RunFaultException(RunFault.Unavailable, string.Create(
            CultureInfo.InvariantCulture, $"link: no port of {listen.Address}, {listen.FirstPort} to {listen.LastPort}, is free: {last?.Message}"));
    }
}
