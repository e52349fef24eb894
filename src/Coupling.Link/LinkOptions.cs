using System.Net;
using Coupling.Link.Shapes;

namespace Coupling.Link;

/// <summary>How a link listens and what it allows.</summary>
public sealed record LinkOptions
{
    /// <summary>Where Alice dials; port 0 takes a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The host under which Alice reaches it; null for the address at which it listens.</summary>
    public string? AdvertisedHost { get; init; }

    /// <summary>How long finding and dialling Bob may take.</summary>
    public TimeSpan DialTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections kept in the list, over or not; the next one is refused until the caller forgets some.</summary>
    public int MaximumConnections { get; init; } = 1024;

    /// <summary>What it does to what passes.</summary>
    public LinkShape Shape { get; init; } = LinkShape.Plain;

    /// <summary>What the link holds of each direction of a connection, at most; of a shaped one, beside what its delay and rate hold.</summary>
    public int BufferBytes { get; init; } = 64 * 1024;
}
