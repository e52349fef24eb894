using Coupling.Cli.Commands;
using Coupling.Coordination.Hosting;
using Coupling.Party.Hosting;
using Coupling.Protocols;

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

    public static async Task<ITopology> StartAsync(RunSettings settings, CancellationToken cancellationToken)
    {
        RunningCoordinator coordinator = await CoordinatorHost.StartAsync(new CoordinatorOptions(), cancellationToken).ConfigureAwait(false);
        RunningParty alice = await PartyHost.StartAsync(Options(Role.Alice, settings.P, settings), cancellationToken).ConfigureAwait(false);
        RunningParty bob = await PartyHost.StartAsync(Options(Role.Bob, settings.Q, settings), cancellationToken).ConfigureAwait(false);
        await Introduction.RegisterAsync(
            coordinator.Address, alice.ControlAddress.ToString(), bob.ControlAddress.ToString(), bob.WireEndPoint!.ToString(), cancellationToken).ConfigureAwait(false);
        return new InProcessTopology(coordinator, alice, bob);
    }

    public async ValueTask DisposeAsync()
    {
        await alice.DisposeAsync().ConfigureAwait(false);
        await bob.DisposeAsync().ConfigureAwait(false);
        await coordinator.DisposeAsync().ConfigureAwait(false);
    }

    private static PartyOptions Options(Role role, string spec, RunSettings settings) => new()
    {
        Role = role,
        Distribution = spec,
        AlphabetFile = settings.AlphabetFile,
        MayDisclose = true,
    };
}
