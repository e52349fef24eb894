namespace Coupling.Wire.Tests.Sessions;

/// <summary>Broken peers over bounded channels.</summary>
public sealed class BrokenMemoryPeerTests : BrokenPeerContract
{
    private protected override Task<ITransportPair> StartAsync() => Task.FromResult<ITransportPair>(new MemoryPair(capacity: 2));
}
