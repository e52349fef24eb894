using System.Net;

namespace Coupling.Coordination.Hosting;

/// <summary>What a coordinator is started with.</summary>
public sealed record CoordinatorOptions
{
    /// <summary>Where its services listen; port 0 takes a free one.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    public int Port { get; init; }

    /// <summary>Whether it opens a link. Without one only silent modes can run.</summary>
    public bool Link { get; init; } = true;

    /// <summary>The folder in which runs are kept, so that they can go on after a crash; null keeps nothing on disk.</summary>
    public string? Store { get; init; }
}
