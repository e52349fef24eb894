using System.Threading.Tasks.Sources;
using Coupling.Bits;

namespace Coupling.Lockstep;

/// <summary>
/// The wire that one conversation in a lockstep speaks through. A receive always waits; <see cref="Lockstep"/> delivers.
/// </summary>
internal sealed class UnitWire(int index) : IBitWire, IValueTaskSource<ulong>
{
    private ManualResetValueTaskSourceCore<ulong> source;
    private ValueTask conversation;
    private bool ended;

    /// <summary>Where what the unit says goes at the moment.</summary>
    public BitWriter? Sink { get; set; }

    /// <summary>Whether the unit has spoken since it last received: then its next bits come with a later turn.</summary>
    public bool HasSpoken { get; private set; }

    public bool IsWaiting { get; private set; }

    public int AwaitedWidth { get; private set; }

    public bool IsLive => !ended;

    public long SentBits { get; private set; }

    public long ReceivedBits { get; private set; }

    public void Start(ValueTask running)
    {
        conversation = running;
        Settle();
    }

    public void Send(ulong value, int width)
    {
        BitWidth.Check(value, width);
        if (width == 0)
        {
            return;
        }

        BitWriter sink = Sink ?? throw new InvalidOperationException($"Unit {index} spoke while it was not its turn.");
        sink.Write(value, width);
        SentBits += width;
        HasSpoken = true;
    }

    public ValueTask<ulong> ReceiveAsync(int width)
    {
        BitWidth.Check(width);
        if (width == 0)
        {
            return ValueTask.FromResult(0UL);
        }

        if (IsWaiting)
        {
            throw new InvalidOperationException($"Unit {index} waits for bits twice at once.");
        }

        source.Reset();
        IsWaiting = true;
        AwaitedWidth = width;
        return new ValueTask<ulong>(this, source.Version);
    }

    /// <summary>Hands over the awaited bits; the unit runs on until it waits again or ends.</summary>
    public void Deliver(ulong value)
    {
        ReceivedBits += AwaitedWidth;
        IsWaiting = false;
        HasSpoken = false;
        source.SetResult(value);
        Settle();
    }

    /// <summary>Begins a new turn: what the unit said belongs to the last one.</summary>
    public void NextTurn() => HasSpoken = false;

    ulong IValueTaskSource<ulong>.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ulong>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<ulong>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags & ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext);

    private void Settle()
    {
        if (conversation.IsCompleted)
        {
            ended = true;
            conversation.GetAwaiter().GetResult();
        }
        else if (!IsWaiting)
        {
            throw new InvalidOperationException($"Unit {index} waits for something other than its own wire.");
        }
    }
}
