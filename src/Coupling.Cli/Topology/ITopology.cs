using System.Threading.Channels;

namespace Coupling.Cli.Topology;

/// <summary>The three services of a run, up and introduced to each other. Disposing ends them.</summary>
internal interface ITopology : IAsyncDisposable
{
    /// <summary>Where the coordinator listens at the moment.</summary>
    Uri Coordinator { get; }

    /// <summary>Whether a service that dies is started again.</summary>
    bool Supervised { get; }

    /// <summary>Lines for people: which process serves what.</summary>
    ChannelReader<string> Notes { get; }

    /// <summary>Where the coordinator listens after it was started again; null if nobody does that, or it does not come back.</summary>
    Task<Uri?> ReplacementOfAsync(Uri gone, CancellationToken cancellationToken);
}
