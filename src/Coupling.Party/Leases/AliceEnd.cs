using System.Net;
using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Party.Hosting;
using Coupling.Wire.Dialing;
using Coupling.Wire.Meters;
using Coupling.Wire.Security;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Party.Leases;

/// <summary>Alice's end: she dials the link.</summary>
internal sealed class AliceEnd(Lease lease, LeaseAccount account, PartyOptions options, SessionManner manner) : IWireEnd
{
    private WireConnection? connection;
    private AsyncDuplexStreamingCall<Bundle, Bundle>? call;
    private WireSession? session;

    public async Task<WireSession> OpenAsync(CancellationToken cancellationToken)
    {
        connection = await LinkDialing.DialAsync(lease.LinkAddress, options, cancellationToken).ConfigureAwait(false);
        account.Connected(connection.Meter, connection.LocalEndPoint?.ToString() ?? string.Empty, connection.ReadKernel);
        call = connection.Client.Converse(cancellationToken: CancellationToken.None);
        session = manner.Open(new GrpcBundleTransport(call.ResponseStream, call.RequestStream), account.Session);
        Open mine = LeaseOpening.Of(lease);
        Open his = await LinkDialing.FirstWordsAsync(async () =>
        {
            await session.SendOpenAsync(mine, cancellationToken).ConfigureAwait(false);
            return await session.ReceiveOpenAsync(cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return his.Equals(mine)
            ? session
            : throw new WireProtocolException($"Bob opened {LeaseOpening.Text(his)}; this lease is {LeaseOpening.Text(mine)}.");
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (session is null || call is null || connection is null)
        {
            throw new InvalidOperationException("There is nothing to close.");
        }

        await call.RequestStream.CompleteAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        await session.ReceiveEndAsync(cancellationToken).ConfigureAwait(false);
        Status status = call.GetStatus();
        if (status.StatusCode != StatusCode.OK)
        {
            throw new RpcException(status);
        }

        MeteredEnd end = await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
        if (!end.InOrder)
        {
            throw new WireProtocolException($"The connection did not close in order: {end.Reason}");
        }

        account.EndedInOrder();
    }

    public async ValueTask DisposeAsync()
    {
        if (session is not null)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        call?.Dispose();
        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
