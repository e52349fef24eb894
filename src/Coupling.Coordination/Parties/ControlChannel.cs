using Coupling.Wire.Dialing;
using Coupling.Wire.Meters;
using Coupling.Wire.Security;
using Grpc.Net.Client;

namespace Coupling.Coordination.Parties;

/// <summary>A metered gRPC channel to a party: the control account.</summary>
internal sealed class ControlChannel : IDisposable
{
    private readonly GrpcChannel channel;

    public ControlChannel(Uri address, PeerRole party, TlsIdentity? identity)
    {
        channel = ServiceChannel.Create(address, party, identity, Meter);
        Party = new Wire.V1.Party.PartyClient(channel);
    }

    public Wire.V1.Party.PartyClient Party { get; }

    /// <summary>Socket bytes of all connections of this channel.</summary>
    public ByteMeter Meter { get; } = new();

    public void Dispose() => channel.Dispose();
}
