using Coupling.Bits;

namespace Coupling.Lockstep;

/// <summary>
/// The wire of a party that holds all units of a batch in one conversation. It speaks and listens for one unit at a time
/// (<see cref="At"/>), counts each unit's bits, and keeps what is said until the turn is over (<see cref="EndTurn"/>).
/// </summary>
/// <remarks>Within a turn, units are read in index order and speak in index order, each at most once: the order of <see cref="Lockstep"/>.</remarks>
public sealed class BatchWire : IBitWire, IUnitBits
{
    private readonly BitWriter turn = new();
    private readonly IBitWire outer;
    private long[] sent = [];
    private long[] received = [];
    private int unit;
    private int lastRead;
    private int lastSpoken;

    /// <param name="units">How many units the batch has.</param>
    /// <param name="outer">What the turns go over.</param>
    public BatchWire(int units, IBitWire outer)
    {
        ArgumentNullException.ThrowIfNull(outer);
        this.outer = outer;
        Reset(units);
    }

    /// <summary>k.</summary>
    public int Units { get; private set; }

    /// <summary>Payload bits that a unit has sent.</summary>
    public long SentBits(int unit) => sent.AsSpan(0, Units)[unit];

    /// <summary>Payload bits that a unit has received.</summary>
    public long ReceivedBits(int unit) => received.AsSpan(0, Units)[unit];

    /// <summary>This wire, speaking and listening for a unit from now on.</summary>
    /// <param name="unit">0..k−1.</param>
    public IBitWire At(int unit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)unit, (uint)Units, nameof(unit));
        this.unit = unit;
        return this;
    }

    /// <summary>Sends what was said. What is received next is of the other side's next turn.</summary>
    public void EndTurn()
    {
        lastRead = 0;
        lastSpoken = 0;
        if (turn.Length > 0)
        {
            outer.SendAll(turn);
            turn.Clear();
        }
    }

    public void Send(ulong value, int width)
    {
        turn.Write(value, width);
        Spoken(width);
    }

    public void SendAll(ReadOnlySpan<ulong> values, int width)
    {
        turn.WriteAll(values, width);
        Spoken((long)values.Length * width);
    }

    public void SendAll(BitWriter bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        turn.Append(bits);
        Spoken(bits.Length);
    }

    public ValueTask<ulong> ReceiveAsync(int width)
    {
        InOrder(ref lastRead);
        received[unit] += width;
        return outer.ReceiveAsync(width);
    }

    public int ReceiveReady(Span<ulong> values, int width)
    {
        InOrder(ref lastRead);
        int ready = outer.ReceiveReady(values, width);
        received[unit] += (long)ready * width;
        return ready;
    }

    public bool TryReceiveUnary(out long value)
    {
        InOrder(ref lastRead);
        bool ready = outer.TryReceiveUnary(out value);
        received[unit] += ready ? value + 1 : 0;
        return ready;
    }

    /// <summary>As new, for the units of another batch.</summary>
    internal void Reset(int units)
    {
        if (units > sent.Length)
        {
            sent = new long[units];
            received = new long[units];
        }

        Array.Clear(sent);
        Array.Clear(received);
        turn.Clear();
        Units = units;
        unit = 0;
        lastRead = 0;
        lastSpoken = 0;
    }

    private void Spoken(long width)
    {
        InOrder(ref lastSpoken);
        sent[unit] += width;
    }

    private void InOrder(ref int last)
    {
        if (unit < last)
        {
            throw new InvalidOperationException($"Unit {unit} comes after unit {last} in a turn.");
        }

        last = unit;
    }
}
