using System.Buffers;
using System.Net.Sockets;

namespace Coupling.Link.Shapes;

/// <summary>Carries bytes one way as a shape says, until the stream's end, which it passes on as late as a byte.</summary>
/// <remarks>
/// Reading is asynchronous; a thread of its own passes on what is due, since timers of the thread pool are coarse and late. It reads only
/// what it may hold (<see cref="DirectionShape.MostHeldBytes"/>): a receiver that does not read, or a sender faster than the rate, stops at TCP's windows.
/// </remarks>
internal static class ShapedPump
{
    public static async Task RunAsync(
        Socket source, LegCounters taken, Socket target, LegCounters given, DirectionShape shape, int bufferBytes, CancellationToken cut)
    {
        var held = new HeldBytes(shape, bufferBytes);
        await using CancellationTokenRegistration dropping = cut.Register(held.Cut);
        Task passing = PassOnAsync(held, target, given);
        Task reading = ReadAsync(source, taken, held, bufferBytes);
        try
        {
            // Whichever fails first ends the connection, and with it the other.
            await (await Task.WhenAny(reading, passing).ConfigureAwait(false)).ConfigureAwait(false);
            await Task.WhenAll(reading, passing).ConfigureAwait(false);
        }
        catch
        {
            held.Cut();
            throw;
        }
    }

    private static async Task ReadAsync(Socket source, LegCounters taken, HeldBytes held, int bufferBytes)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(bufferBytes);
        try
        {
            while (await held.RoomAsync().ConfigureAwait(false) is > 0 and var room)
            {
                int length = await source.ReceiveAsync(buffer.AsMemory(0, Math.Min(room, bufferBytes))).ConfigureAwait(false);
                if (length == 0)
                {
                    held.End();
                    return;
                }

                taken.AddIn(length);
                held.Bring(buffer.AsSpan(0, length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Task PassOnAsync(HeldBytes held, Socket target, LegCounters given)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                PassOn(held, target, given);
                over.SetResult();
            }
#pragma warning disable CA1031 // Whatever it is, the connection tells it.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                // The reader must not wait for room that nobody makes.
                held.Cut();
                over.SetException(fault);
            }
        })
        {
            IsBackground = true,
            Name = "link",
        };
        thread.Start();
        return over.Task;
    }

    private static void PassOn(HeldBytes held, Socket target, LegCounters given)
    {
        while (held.Take() is { } piece)
        {
            if (piece.Buffer is not { } buffer)
            {
                target.Shutdown(SocketShutdown.Send);
                return;
            }

            given.AddOut(piece.Length);
            for (int sent = 0; sent < piece.Length;)
            {
                sent += target.Send(buffer.AsSpan(sent, piece.Length - sent), SocketFlags.None);
            }

            held.Return(piece);
        }
    }
}
