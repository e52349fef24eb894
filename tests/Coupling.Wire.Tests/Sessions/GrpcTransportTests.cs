namespace Coupling.Wire.Tests.Sessions;

/// <summary>Sessions over gRPC, through the link.</summary>
public sealed class GrpcTransportTests : TransportContract
{
    private protected override Task<ITransportPair> StartAsync() => GrpcPair.StartAsync();
}
