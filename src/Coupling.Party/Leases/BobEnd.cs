using Coupling.Wire.Meters;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Party.Leases;

/// <summary>Bob's end: he waits to be dialled.</summary>
internal sealed class BobEnd(Lease lease, LeaseAccount account, ExpectedLeases expected, WorkStream work, SessionManner manner) : IWireEnd
{
    /// <summary>How long Alice may take to dial.</summary>
    private static readonly TimeSpan DialTime = TimeSpan.FromSeconds(30);

    private readonly ExpectedLease awaited = new(LeaseOpening.Of(lease), account, manner);
    private ArrivedConnection? arrived;

    public async Task<WireSession> OpenAsync(CancellationToken cancellationToken)
    {
        expected.Add(awaited);
        await work.ReportAsync(Phase.Ready, cancellationToken).ConfigureAwait(false);
        arrived = await awaited.Arrival.WaitAsync(DialTime, cancellationToken).ConfigureAwait(false);
        await arrived.Session.SendOpenAsync(awaited.Opening, cancellationToken).ConfigureAwait(false);
        return arrived.Session;
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (arrived is null)
        {
            throw new InvalidOperationException("There is nothing to close.");
        }

        await arrived.Session.ReceiveEndAsync(cancellationToken).ConfigureAwait(false);
        arrived.Finish();
        MeteredEnd end = await arrived.Connection.Ended.WaitAsync(DialTime, cancellationToken).ConfigureAwait(false);
        if (!end.InOrder)
        {
            throw new RpcException(new Status(StatusCode.Aborted, $"The connection did not close in order: {end.Reason}"));
        }

        account.EndedInOrder();
    }

    public ValueTask DisposeAsync()
    {
        expected.Remove(awaited);
        arrived?.Break();
        return ValueTask.CompletedTask;
    }
}
