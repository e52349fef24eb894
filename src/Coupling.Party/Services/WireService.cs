using Coupling.Bits;
using Coupling.Party.Leases;
using Coupling.Party.Plans;
using Coupling.Party.Probes;
using Coupling.Wire.Links;
using Coupling.Wire.Meters;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Party.Services;

/// <summary>Where Bob is dialled.</summary>
internal sealed class WireService(ExpectedLeases expected, RunTable runs) : Wire.V1.Wire.WireBase
{
    /// <inheritdoc/>
    public override async Task Converse(
        IAsyncStreamReader<Bundle> requestStream, IServerStreamWriter<Bundle> responseStream, ServerCallContext context)
    {
        MeteredConnection connection = ConnectionOf(context);
        Bundle first = await FirstAsync(requestStream, context).ConfigureAwait(false);
        ExpectedLease lease = Find(first);
        lease.Account.Connected(connection.Meter, connection.RemoteEndPoint?.ToString() ?? string.Empty, connection.ReadKernel);
        lease.Account.Session.CountMessageReceived(first.CalculateSize());
        await using WireSession session = lease.Manner.Open(new GrpcBundleTransport(requestStream, responseStream), lease.Account.Session);
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

    /// <inheritdoc/>
    public override async Task Probe(
        IAsyncStreamReader<ProbeMessage> requestStream, IServerStreamWriter<ProbeMessage> responseStream, ServerCallContext context)
    {
        MeteredConnection connection = ConnectionOf(context);
        ProbeMessage first = await FirstAsync(requestStream, context).ConfigureAwait(false);
        PublicPlan plan = runs.Find(first.PlanHash).Plan;
        if (plan.Link is not { } shaping)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "probe: the plan's link is not shaped (allowed: of a plan with a shaped link)"));
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        patience.CancelAfter(ProbeSize.Time(shaping));
        await responseStream.WriteAsync(first, patience.Token).ConfigureAwait(false);
        await new BobProbe(shaping, connection.Meter, responseStream).RunAsync(requestStream, patience.Token).ConfigureAwait(false);
    }

    private static MeteredConnection ConnectionOf(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<MeteredConnection>()
        ?? throw new RpcException(new Status(StatusCode.Internal, "This connection has no meter."));

    private static async Task<T> FirstAsync<T>(IAsyncStreamReader<T> requests, ServerCallContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        patience.CancelAfter(WireSession.ProgressDeadline);
        return await requests.MoveNext(patience.Token).ConfigureAwait(false)
            ? requests.Current
            : throw new RpcException(new Status(StatusCode.InvalidArgument, "The stream ended before it said what it serves."));
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
