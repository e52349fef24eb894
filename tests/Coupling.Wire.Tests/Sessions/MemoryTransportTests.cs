namespace Coupling.Wire.Tests.Sessions;

/// <summary>Sessions over bounded channels.</summary>
public sealed class MemoryTransportTests : TransportContract
{
    private protected override Task<ITransportPair> StartAsync() => Task.FromResult<ITransportPair>(new MemoryPair(capacity: 2));
}
