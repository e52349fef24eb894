using System.Threading.Channels;
using Coupling.Coordination.Hosting;
using Coupling.Party.Hosting;
using Coupling.Wire.Security;
using Coupling.Wire.V1;

namespace Coupling.Cli.Topology;

/// <summary>All three services in this process. They still speak over sockets, through the link.</summary>
internal sealed class InProcessTopology : ITopology
{
    private readonly RunningCoordinator coordinator;
    private readonly RunningParty alice;
    private readonly RunningParty bob;

    private InProcessTopology(RunningCoordinator coordinator, RunningParty alice, RunningParty bob)
    {
        this.coordinator = coordinator;
        this.alice = alice;
        this.bob = bob;
    }

    public Uri Coordinator => coordinator.Address;

    public TlsIdentity? Identity => null;

    public uint ReturnSeconds => 0;

    public ChannelReader<string> Notes { get; } = Channel.CreateBounded<string>(1).Reader;

    /// <summary>What lives in this process dies with it.</summary>
    public Task<Uri?> ReplacementOfAsync(Uri gone, CancellationToken cancellationToken) => Task.FromResult<Uri?>(null);

    /// <param name="aliceOptions">What she is started with.</param>
    /// <param name="bobOptions">What he is started with.</param>
    /// <param name="store">Folder in which the coordinator keeps runs; null for none.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<InProcessTopology> StartAsync(PartyOptions aliceOptions, PartyOptions bobOptions, string? store, CancellationToken cancellationToken)
    {
        RunningCoordinator coordinator = await CoordinatorHost.StartAsync(new CoordinatorOptions { Store = store }, cancellationToken).ConfigureAwait(false);
        RunningParty alice = await PartyHost.StartAsync(aliceOptions, cancellationToken).ConfigureAwait(false);
        RunningParty bob = await PartyHost.StartAsync(bobOptions, cancellationToken).ConfigureAwait(false);
        await Introduction.RegisterAsync(
            coordinator.Address,
            [
                new PartyCard { Role = PartyRole.Alice, ControlAddress = alice.ControlAddress.ToString() },
                new PartyCard { Role = PartyRole.Bob, ControlAddress = bob.ControlAddress.ToString(), WireAddress = bob.WireAddress! },
            ],
            cancellationToken).ConfigureAwait(false);
        return new InProcessTopology(coordinator, alice, bob);
    }

    public async ValueTask DisposeAsync()
    {
        await alice.DisposeAsync().ConfigureAwait(false);
        await bob.DisposeAsync().ConfigureAwait(false);
        await coordinator.DisposeAsync().ConfigureAwait(false);
    }
}
