using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>A lease for which Bob waits to be dialled.</summary>
internal sealed class ExpectedLease(Open opening, LeaseAccount account, SessionManner manner)
{
    private readonly TaskCompletionSource<ArrivedConnection> arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Open Opening => opening;

    public LeaseAccount Account => account;

    /// <summary>How its session behaves.</summary>
    public SessionManner Manner => manner;

    public Task<ArrivedConnection> Arrival => arrival.Task;

    /// <summary>False if a connection has come for this lease before.</summary>
    public bool TryArrive(ArrivedConnection connection) => arrival.TrySetResult(connection);
}
