using System.Buffers;
using System.Diagnostics;

namespace Coupling.Link.Shapes;

/// <summary>
/// The bytes of one direction that are under way in the link, bounded: whoever brings more waits until some have left. One side brings,
/// one takes.
/// </summary>
internal sealed class HeldBytes(DirectionShape shape, int bufferBytes)
{
    /// <summary>Small pieces take memory too.</summary>
    private const int MostPieces = 1 << 16;

    /// <summary>What is near enough to be waited for by yielding; timers are no finer.</summary>
    private static readonly long Near = Stopwatch.Frequency / 1000;

    private readonly object gate = new();
    private readonly Queue<HeldPiece> pieces = [];
    private readonly DepartureClock clock = new(shape);
    private readonly int cap = shape.MostHeldBytes(bufferBytes);
    private TaskCompletionSource? room;
    private int held;
    private bool isCut;

    /// <summary>How many bytes may be brought now, once it is at least one; 0 after a cut.</summary>
    public async ValueTask<int> RoomAsync()
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (isCut)
                {
                    return 0;
                }

                if (held < cap && pieces.Count < MostPieces)
                {
                    return cap - held;
                }

                room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = room.Task;
            }

            await wait.ConfigureAwait(false);
        }
    }

    /// <summary>Takes bytes that have come now, in pieces. They are copied.</summary>
    public void Bring(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            long now = Stopwatch.GetTimestamp();
            while (bytes.Length > 0 && !isCut)
            {
                ReadOnlySpan<byte> part = bytes[..Math.Min(bytes.Length, clock.PieceBytes)];
                bytes = bytes[part.Length..];
                byte[] buffer = ArrayPool<byte>.Shared.Rent(part.Length);
                part.CopyTo(buffer);
                held += part.Length;
                Enqueue(buffer, part.Length, now);
            }
        }
    }

    /// <summary>The stream has ended: that is passed on when all before it has left, as late as a byte would be.</summary>
    public void End()
    {
        lock (gate)
        {
            Enqueue(null, 0, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Waits for the next piece and its moment; null after a cut. The buffer goes back with <see cref="Return"/>.</summary>
    /// <remarks>It blocks its thread, and gives it up while it waits for less than a millisecond: timers are no finer.</remarks>
    public HeldPiece? Take()
    {
        while (true)
        {
            HeldPiece next;
            lock (gate)
            {
                while (pieces.Count == 0 && !isCut)
                {
                    Monitor.Wait(gate);
                }

                if (isCut)
                {
                    return null;
                }

                next = pieces.Peek();
                long left = next.Departure - Stopwatch.GetTimestamp();
                if (left <= 0)
                {
                    return pieces.Dequeue();
                }

                if (left >= Near || !next.IsPrecise)
                {
                    Monitor.Wait(gate, Math.Max(1, (int)(left / Near)));
                    continue;
                }
            }

            while (Stopwatch.GetTimestamp() < next.Departure && !Volatile.Read(ref isCut))
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>A piece has left.</summary>
    public void Return(HeldPiece piece)
    {
        if (piece.Buffer is not { } buffer)
        {
            return;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        TaskCompletionSource? waiting;
        lock (gate)
        {
            held -= piece.Length;
            waiting = room;
            room = null;
        }

        waiting?.TrySetResult();
    }

    /// <summary>Drops what is held; nobody waits any more.</summary>
    public void Cut()
    {
        TaskCompletionSource? waiting;
        lock (gate)
        {
            Volatile.Write(ref isCut, true);
            while (pieces.TryDequeue(out HeldPiece piece))
            {
                held -= piece.Length;
                if (piece.Buffer is { } buffer)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }

            waiting = room;
            room = null;
            Monitor.PulseAll(gate);
        }

        waiting?.TrySetResult();
    }

    private void Enqueue(byte[]? buffer, int length, long now)
    {
        long departure = clock.Next(now, length, out bool follows);
        pieces.Enqueue(new HeldPiece(buffer, length, departure, IsPrecise: !follows));
        if (pieces.Count == 1)
        {
            Monitor.Pulse(gate);
        }
    }
}
