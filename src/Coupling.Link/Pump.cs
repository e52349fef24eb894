using System.Buffers;
using System.Net.Sockets;

namespace Coupling.Link;

/// <summary>Carries bytes one way, from one leg to the other, until the stream's end, which it passes on.</summary>
/// <remarks>
/// It holds one buffer and reads again only when that is written: a receiver that does not read stops the sender through
/// TCP's own windows, and memory stays what it was.
/// </remarks>
internal static class Pump
{
    public static async Task RunAsync(
        Socket source, LegCounters taken, Socket target, LegCounters given, int bufferBytes)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(bufferBytes);
        try
        {
            int length;
            while ((length = await source.ReceiveAsync(buffer.AsMemory(0, bufferBytes)).ConfigureAwait(false)) > 0)
            {
                taken.AddIn(length);
                given.AddOut(length);
                for (int sent = 0; sent < length;)
                {
                    sent += await target.SendAsync(buffer.AsMemory(sent, length - sent)).ConfigureAwait(false);
                }
            }

            target.Shutdown(SocketShutdown.Send);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
