using System.Diagnostics;
using System.Threading.Channels;
using Coupling.Wire.Dialing;
using Coupling.Wire.Security;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace Coupling.Cli.Topology;

/// <summary>Services that run on hosts of their own. Whoever started them restarts them.</summary>
internal sealed class RemoteTopology(Uri coordinator, TlsIdentity? identity) : ITopology
{
    /// <summary>How long a coordinator that is gone may take to come back.</summary>
    private static readonly TimeSpan ReturnTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(250);

    public Uri Coordinator => coordinator;

    public TlsIdentity? Identity => identity;

    public uint ReturnSeconds => (uint)ReturnTime.TotalSeconds;

    public ChannelReader<string> Notes { get; } = Channel.CreateBounded<string>(1).Reader;

    /// <summary>It comes back where it was.</summary>
    public async Task<Uri?> ReplacementOfAsync(Uri gone, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < ReturnTime)
        {
            await Task.Delay(LookPeriod, cancellationToken).ConfigureAwait(false);
            if (await ServesAsync(cancellationToken).ConfigureAwait(false))
            {
                return coordinator;
            }
        }

        return null;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<bool> ServesAsync(CancellationToken cancellationToken)
    {
        using GrpcChannel channel = ServiceChannel.Create(coordinator, PeerRole.Coordinator, identity);
        try
        {
            HealthCheckResponse health = await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(
                new HealthCheckRequest(), deadline: DateTime.UtcNow + TimeSpan.FromSeconds(2), cancellationToken: cancellationToken);
            return health.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
