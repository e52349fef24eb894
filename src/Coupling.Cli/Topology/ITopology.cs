using System.Threading.Channels;
using Coupling.Wire.Security;

namespace Coupling.Cli.Topology;

/// <summary>The three services of a run, up and introduced to each other. Disposing ends them.</summary>
internal interface ITopology : IAsyncDisposable
{
    /// <summary>Where the coordinator listens at the moment.</summary>
    Uri Coordinator { get; }

    /// <summary>Who this program is to a coordinator that speaks TLS; null for plain text.</summary>
    TlsIdentity? Identity { get; }

    /// <summary>How long a party that died may take to come back, in seconds; 0 if nobody starts it again.</summary>
    uint ReturnSeconds { get; }

    /// <summary>Lines for people: which process serves what.</summary>
    ChannelReader<string> Notes { get; }

    /// <summary>Where the coordinator listens after it was started again; null if nobody does that, or it does not come back.</summary>
    Task<Uri?> ReplacementOfAsync(Uri gone, CancellationToken cancellationToken);
}
