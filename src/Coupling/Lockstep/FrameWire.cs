using System.Threading.Tasks.Sources;
using Coupling.Bits;
using Coupling.Pooling;

namespace Coupling.Lockstep;

/// <summary>The outermost wire: its turns are frames.</summary>
internal sealed class FrameWire : IBitWire, IValueTaskSource<ulong>
{
    private readonly BitWriter outgoing = new();
    private readonly BitReader incoming = new();
    private Awaited<ulong> awaited;
    private int awaitedWidth;

    public bool IsWaiting { get; private set; }

    public void Send(ulong value, int width) => outgoing.Write(value, width);

    public void SendAll(ReadOnlySpan<ulong> values, int width) => outgoing.WriteAll(values, width);

    public void SendAll(BitWriter bits) => outgoing.Append(bits);

    public ValueTask<ulong> ReceiveAsync(int width)
    {
        if (width == 0 || (incoming.Remaining > 0 && outgoing.Length == 0))
        {
            return new ValueTask<ulong>(incoming.Read(width));
        }

        // What is left of a turn that was answered is not what is waited for.
        CheckConsumed();
        awaited.Reset();
        IsWaiting = true;
        awaitedWidth = width;
        return new ValueTask<ulong>(this, awaited.Version);
    }

    public int ReceiveReady(Span<ulong> values, int width) => outgoing.Length == 0 ? incoming.ReadAll(values, width) : 0;

    public bool TryReceiveUnary(out long value)
    {
        value = 0;
        return outgoing.Length == 0 && incoming.TryReadUnary(out value);
    }

    /// <summary>Resumes whoever waits; when this returns, the frame has been read as far as it is going to be.</summary>
    public void Accept(Frame frame)
    {
        incoming.Open(frame.Bits, frame.BitLength);
        ulong value = incoming.Read(awaitedWidth);
        IsWaiting = false;
        awaited.SetResult(value);
    }

    /// <exception cref="WireProtocolException">The last frame has bits that nobody read.</exception>
    public void CheckConsumed()
    {
        if (incoming.Remaining > 0)
        {
            throw new WireProtocolException($"{incoming.Remaining} bits at the end of a frame belong to nobody.");
        }
    }

    public Frame? TakeOutgoing()
    {
        if (outgoing.Length == 0)
        {
            return null;
        }

        var frame = new Frame(outgoing.Written, outgoing.Length);
        outgoing.Clear();
        return frame;
    }

    ulong IValueTaskSource<ulong>.GetResult(short token) => awaited.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ulong>.GetStatus(short token) => awaited.GetStatus(token);

    void IValueTaskSource<ulong>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        awaited.OnCompleted(continuation, state, token);
}
