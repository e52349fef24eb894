using Coupling.Wire.Sessions;

namespace Coupling.Party.Leases;

/// <summary>How one party comes to its end of the lease's connection, and how it leaves it.</summary>
internal interface IWireEnd : IAsyncDisposable
{
    /// <summary>Opens the connection and makes sure that both sides mean the same lease.</summary>
    Task<WireSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Ends the conversation and the connection in order. Without it, disposing breaks the connection.</summary>
    Task CloseAsync(CancellationToken cancellationToken);
}
