using Coupling.Wire.Meters;
using Coupling.Wire.Sessions;

namespace Coupling.Party.Leases;

/// <summary>A connection that Alice opened for a lease of Bob's. The call that carries it lasts until he lets it go.</summary>
internal sealed class ArrivedConnection(WireSession session, MeteredConnection connection)
{
    private readonly TaskCompletionSource<bool> released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WireSession Session => session;

    public MeteredConnection Connection => connection;

    /// <summary>True when the conversation ended in order, false when it is to be broken off.</summary>
    public Task<bool> Released => released.Task;

    public void Finish() => released.TrySetResult(true);

    public void Break() => released.TrySetResult(false);
}
