using Coupling.Wire.V1;
using Grpc.Net.Client;

namespace Coupling.Cli.Topology;

/// <summary>Tells the coordinator where the parties are.</summary>
internal static class Introduction
{
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(10);

    public static async Task RegisterAsync(
        Uri coordinator, string aliceControl, string bobControl, string bobWire, CancellationToken cancellationToken)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(coordinator);
        var roster = new Roster.RosterClient(channel);
        await RegisterAsync(new PartyCard { Role = PartyRole.Alice, ControlAddress = aliceControl }).ConfigureAwait(false);
        await RegisterAsync(new PartyCard { Role = PartyRole.Bob, ControlAddress = bobControl, WireAddress = bobWire }).ConfigureAwait(false);

        async Task RegisterAsync(PartyCard card) => await roster.RegisterAsync(
            card, deadline: DateTime.UtcNow + CallTime, cancellationToken: cancellationToken);
    }
}
