using Coupling.Wire.Hosting;
using Coupling.Wire.Security;

namespace Coupling.Coordination.Hosting;

/// <summary>What a coordinator is started with.</summary>
public sealed record CoordinatorOptions : ServiceOptions
{
    public CoordinatorOptions()
    {
    }

    public CoordinatorOptions(ServiceOptions options)
        : base(options)
    {
    }

    public override PeerRole ServiceRole => PeerRole.Coordinator;

    /// <summary>Whether it opens a link. Without one only silent modes can run.</summary>
    public bool Link { get; init; } = true;

    /// <summary>Where links listen, one per run; null for free ports of the address at which the services listen.</summary>
    public LinkListen? LinkListen { get; init; }

    /// <summary>The folder in which runs are kept, so that they can go on after a crash; null keeps nothing on disk.</summary>
    public string? Store { get; init; }
}
