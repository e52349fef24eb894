using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Coupling.Wire.Meters;

/// <summary>Connection middleware that puts a meter on every connection a server accepts.</summary>
public static class ByteMeterMiddleware
{
    /// <summary>How long a server that is done with a connection waits for the peer's end of the stream.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Meters the connections of this endpoint. Put it before UseHttps: it then counts what is on the wire.
    /// </summary>
    /// <param name="listen">The endpoint.</param>
    /// <param name="opened">Told of each connection before its first byte is read.</param>
    public static ListenOptions UseByteMeter(this ListenOptions listen, Action<MeteredConnection>? opened = null)
    {
        ArgumentNullException.ThrowIfNull(listen);
        ((IConnectionBuilder)listen).Use(next => connection => ServeAsync(next, connection, opened));
        return listen;
    }

    private static async Task ServeAsync(
        ConnectionDelegate next, ConnectionContext connection, Action<MeteredConnection>? opened)
    {
        MeteredConnection metered = new(connection);
        connection.Features.Set(metered);
        IDuplexPipe plain = connection.Transport;
        MeteredDuplexPipe pipe = new(plain, metered.Meter);
        connection.Transport = pipe;
        opened?.Invoke(metered);
        bool inOrder = false;
        string? reason = null;
        try
        {
            await next(connection).ConfigureAwait(false);
            using CancellationTokenSource patience = new(DrainTime);
            inOrder = await pipe.Input.DrainAsync(patience.Token).ConfigureAwait(false);
            reason = inOrder ? null : "the peer's end of the stream did not arrive";
        }
        catch (Exception exception)
        {
            reason = exception.Message;
            throw;
        }
        finally
        {
            connection.Transport = plain;
            metered.End(new MeteredEnd(inOrder, metered.Meter.Snapshot(), reason));
        }
    }
}
