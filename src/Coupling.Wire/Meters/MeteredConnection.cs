using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Coupling.Wire.Meters;

/// <summary>
/// One accepted TCP connection and its meter. A call finds the connection that carries it with
/// <c>context.GetHttpContext().Features.Get&lt;MeteredConnection&gt;()</c>.
/// </summary>
public sealed class MeteredConnection
{
    private readonly TaskCompletionSource<MeteredEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IConnectionSocketFeature? socket;

    internal MeteredConnection(ConnectionContext connection)
    {
        Id = connection.ConnectionId;
        RemoteEndPoint = connection.RemoteEndPoint;
        LocalEndPoint = connection.LocalEndPoint;
        socket = connection.Features.Get<IConnectionSocketFeature>();
    }

    /// <summary>The server's own name of the connection, as in its logs.</summary>
    public string Id { get; }

    public EndPoint? RemoteEndPoint { get; }

    public EndPoint? LocalEndPoint { get; }

    public ByteMeter Meter { get; } = new();

    /// <summary>
    /// Completes when the server is done with the connection and nothing moves the meter any more; never faults.
    /// </summary>
    public Task<MeteredEnd> Ended => ended.Task;

    /// <summary>The kernel's counts; null where it keeps none, and after the connection's end.</summary>
    public KernelCounts? ReadKernel() => socket is null ? null : KernelMeter.Read(socket.Socket);

    internal void End(MeteredEnd end) => ended.TrySetResult(end);
}
