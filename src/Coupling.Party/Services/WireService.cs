using Coupling.Bits;
using Coupling.Party.Leases;
using Coupling.Wire.Meters;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Party.Services;

/// <summary>Where Bob is dialled.</summary>
internal sealed class WireService(ExpectedLeases expected) : Wire.V1.Wire.WireBase
{
    /// <inheritdoc/>
    public override async Task Converse(
        IAsyncStreamReader<Bundle> requestStream, IServerStreamWriter<Bundle> responseStream, ServerCallContext context)
    {
        MeteredConnection connection = context.GetHttpContext().Features.Get<MeteredConnection>()
            ?? throw new RpcException(new Status(StatusCode.Internal, "This connection has no meter."));
        Bundle first = await FirstAsync(requestStream, context).ConfigureAwait(false);
        ExpectedLease lease = Find(first);
        lease.Account.Connected(connection.Meter, connection.RemoteEndPoint?.ToString() ?? string.Empty, connection.ReadKernel);
        lease.Account.Session.CountMessageReceived(first.CalculateSize());
        await using var session = new WireSession(new GrpcBundleTransport(requestStream, responseStream), lease.Account.Session);
        var arrived = new ArrivedConnection(session, connection);
        if (!lease.TryArrive(arrived))
        {
            throw new RpcException(new Status(StatusCode.AlreadyExists, "A connection serves this lease already."));
        }

        if (!await arrived.Released.WaitAsync(context.CancellationToken).ConfigureAwait(false))
        {
            throw new RpcException(new Status(StatusCode.Aborted, "Bob broke the lease off."));
        }
    }

    private static async Task<Bundle> FirstAsync(IAsyncStreamReader<Bundle> requests, ServerCallContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        patience.CancelAfter(WireSession.ProgressDeadline);
        return await requests.MoveNext(patience.Token).ConfigureAwait(false)
            ? requests.Current
            : throw new RpcException(new Status(StatusCode.InvalidArgument, "The stream ended before it opened a lease."));
    }

    private ExpectedLease Find(Bundle first)
    {
        try
        {
            Open opening = WireSession.OpeningOf(first);
            return expected.Find(opening) ?? throw new RpcException(new Status(
                StatusCode.FailedPrecondition,
                $"opens: {LeaseOpening.Text(opening)} (expected here: {expected.Describe()})"));
        }
        catch (WireProtocolException fault)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, fault.Message));
        }
    }
}
