using System.Threading.Tasks.Sources;
using Coupling.Bits;
using Coupling.Pooling;

namespace Coupling.Lockstep;

/// <summary>
/// The wire that one conversation in a lockstep speaks through. Bits of the turn that the unit is being read are there at once; for
/// others it waits, and <see cref="Lockstep"/> delivers. Used again for a unit of another batch.
/// </summary>
/// <param name="lockstep">Whose unit it is.</param>
/// <param name="index">Of the unit.</param>
internal sealed class UnitWire(Lockstep lockstep, int index) : IBitWire, IValueTaskSource<ulong>
{
    private Awaited<ulong> awaited;
    private ValueTask conversation;

    /// <summary>Whether the unit has spoken since it last received: then its next bits come with a later turn.</summary>
    public bool HasSpoken { get; private set; }

    public bool IsWaiting { get; private set; }

    public int AwaitedWidth { get; private set; }

    public bool IsLive { get; private set; }

    public long SentBits { get; private set; }

    public long ReceivedBits { get; private set; }

    /// <summary>As new. What a conversation in it had begun must have ended.</summary>
    public void Reset()
    {
        conversation = default;
        HasSpoken = false;
        IsWaiting = false;
        SentBits = 0;
        ReceivedBits = 0;
    }

    public void Start(ValueTask running)
    {
        IsLive = true;
        conversation = running;
        Settle();
    }

    public void Send(ulong value, int width)
    {
        BitWidth.Check(value, width);
        if (width > 0)
        {
            Spoken(width).Write(value, width);
        }
    }

    public void SendAll(ReadOnlySpan<ulong> values, int width)
    {
        BitWidth.Check(width);
        if (width > 0 && values.Length > 0)
        {
            Spoken((long)values.Length * width).WriteAll(values, width);
        }
    }

    public void SendAll(BitWriter bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        if (bits.Length > 0)
        {
            Spoken(bits.Length).Append(bits);
        }
    }

    public ValueTask<ulong> ReceiveAsync(int width)
    {
        BitWidth.Check(width);
        if (width == 0)
        {
            return new ValueTask<ulong>(0UL);
        }

        ulong ready = 0;
        if (ReceiveReady(new Span<ulong>(ref ready), width) == 1)
        {
            return new ValueTask<ulong>(ready);
        }

        if (IsWaiting)
        {
            throw new InvalidOperationException($"Unit {index} waits for bits twice at once.");
        }

        awaited.Reset();
        IsWaiting = true;
        AwaitedWidth = width;
        return new ValueTask<ulong>(this, awaited.Version);
    }

    /// <summary>A unit that has spoken gets nothing of the turn that is being read: what is left is another unit's.</summary>
    public int ReceiveReady(Span<ulong> values, int width)
    {
        if (HasSpoken || IsWaiting || !lockstep.IsReading(this))
        {
            return 0;
        }

        int ready = lockstep.ReceiveReady(values, width);
        ReceivedBits += (long)ready * width;
        return ready;
    }

    /// <summary>Hands over the awaited bits; the unit runs on until it waits again or ends.</summary>
    public void Deliver(ulong value)
    {
        ReceivedBits += AwaitedWidth;
        IsWaiting = false;
        HasSpoken = false;
        awaited.SetResult(value);
        Settle();
    }

    /// <summary>Begins a new turn: what the unit said belongs to the last one.</summary>
    public void NextTurn() => HasSpoken = false;

    ulong IValueTaskSource<ulong>.GetResult(short token) => awaited.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ulong>.GetStatus(short token) => awaited.GetStatus(token);

    void IValueTaskSource<ulong>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        awaited.OnCompleted(continuation, state, token);

    private BitWriter Spoken(long width)
    {
        BitWriter turn = lockstep.TurnOf(this) ?? throw new InvalidOperationException($"Unit {index} spoke while it was not its turn.");
        SentBits += width;
        HasSpoken = true;
        return turn;
    }

    private void Settle()
    {
        if (conversation.IsCompleted)
        {
            IsLive = false;
            conversation.GetAwaiter().GetResult();
        }
        else if (!IsWaiting)
        {
            throw new InvalidOperationException($"Unit {index} waits for something other than its own wire.");
        }
    }
}
