namespace Coupling.Wire.Tests.Sessions;

/// <summary>Broken peers over gRPC, through the link.</summary>
public sealed class BrokenGrpcPeerTests : BrokenPeerContract
{
    private protected override Task<ITransportPair> StartAsync() => GrpcPair.StartAsync();
}
