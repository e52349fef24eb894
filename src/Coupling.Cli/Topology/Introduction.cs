using Coupling.Wire.Dialing;
using Coupling.Wire.Security;
using Coupling.Wire.V1;
using Grpc.Net.Client;

namespace Coupling.Cli.Topology;

/// <summary>Tells the coordinator where the parties are.</summary>
internal static class Introduction
{
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(10);

    public static async Task RegisterAsync(Uri coordinator, IReadOnlyList<PartyCard> cards, CancellationToken cancellationToken)
    {
        using GrpcChannel channel = ServiceChannel.Create(coordinator, PeerRole.Coordinator);
        var roster = new Roster.RosterClient(channel);
        foreach (PartyCard card in cards)
        {
            await roster.RegisterAsync(card, deadline: DateTime.UtcNow + CallTime, cancellationToken: cancellationToken);
        }
    }
}
