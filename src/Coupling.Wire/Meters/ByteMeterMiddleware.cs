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
        MeteredDuplexPipe pipe = new(connection, metered.Meter);
        MeteredConnectionContext above = new(connection, pipe);
        opened?.Invoke(metered);
        string? reason = "the server failed";
        try
        {
            await next(above).ConfigureAwait(false);
            using CancellationTokenSource patience = new(DrainTime);
            reason = !await pipe.Input.DrainAsync(patience.Token).ConfigureAwait(false)
                ? "the peer's stream did not come to its end"
                : above.ServerEndedFirst ? "the server closed the connection before the peer" : null;
        }
        finally
        {
            metered.End(new MeteredEnd(reason is null, metered.Meter.Snapshot(), reason));
        }
    }
}
