using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Coupling.Wire.Meters;

/// <summary>The connection as the HTTP server above the meter sees it.</summary>
/// <remarks>
/// When the peer has ended its stream and no call is open, Kestrel aborts without a reason. That closes the socket in
/// order but throws away what still waits to be sent: a GOAWAY of a server that is stopping was then handed down,
/// counted, and never on the wire. Completing the output instead sends it first.
/// </remarks>
internal sealed class MeteredConnectionContext(ConnectionContext inner, MeteredDuplexPipe pipe) : ConnectionContext
{
    private IDuplexPipe transport = pipe;
    private volatile bool aborted;

    /// <summary>The server cut the connection, or ended its stream before the peer had ended its own.</summary>
    public bool ServerEndedFirst => aborted || pipe.Output.CompletedFirst;

    public override string ConnectionId
    {
        get => inner.ConnectionId;
        set => inner.ConnectionId = value;
    }

    public override IFeatureCollection Features => inner.Features;

    public override IDictionary<object, object?> Items
    {
        get => inner.Items;
        set => inner.Items = value;
    }

    public override IDuplexPipe Transport
    {
        get => transport;
        set => transport = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => inner.ConnectionClosed;
        set => inner.ConnectionClosed = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => inner.LocalEndPoint;
        set => inner.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => inner.RemoteEndPoint;
        set => inner.RemoteEndPoint = value;
    }

    public override void Abort([AllowNull] ConnectionAbortedException abortReason)
    {
        if (abortReason is null && pipe.Input.PeerEnded)
        {
            pipe.Output.Complete();
            return;
        }

        aborted = true;
        inner.Abort(abortReason!);
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
