using Coupling.Bits;
using Coupling.Protocols;

namespace Coupling.Lockstep;

/// <summary>
/// Makes one conversation out of k: all of them take their turns together, in index order, and what they say in one turn is
/// one stretch of bits without any framing. The result is a conversation itself, so lockstep nests.
/// </summary>
/// <remarks>
/// Turns strictly alternate and Alice opens. In a turn every waiting unit is read first, in index order, and only then is
/// forwarded what they said. A unit that has spoken since it last received is never given bits of the turn being read, even
/// if some are left: they are another unit's.
/// </remarks>
public sealed class Lockstep : IUnitBits
{
    private readonly BitWriter turn = new();
    private UnitWire[] units = [];
    private UnitWire[] live = [];
    private int count;
    private Func<int, IBitWire, ValueTask> converse;
    private IBitWire? outer;

    // The unit that runs at the moment, and whether it is being read.
    private UnitWire? running;
    private bool reading;

    /// <param name="count">k.</param>
    /// <param name="converse">Starts unit 0..k−1 on its wire. It may wait for nothing but that wire.</param>
    public Lockstep(int count, Func<int, IBitWire, ValueTask> converse)
    {
        this.converse = converse;
        Reset(count, converse);
    }

    /// <summary>Payload bits that a unit has sent.</summary>
    public long SentBits(int unit) => Unit(unit).SentBits;

    /// <summary>Payload bits that a unit has received.</summary>
    public long ReceivedBits(int unit) => Unit(unit).ReceivedBits;

    /// <summary>Conducts all units to their end over <paramref name="outer"/>.</summary>
    /// <exception cref="WireProtocolException">The other side did not keep the protocol.</exception>
    public async ValueTask RunAsync(Role role, IBitWire outer)
    {
        ArgumentNullException.ThrowIfNull(outer);
        this.outer = outer;
        StartAll();
        if (role == Role.Bob)
        {
            await AnswerOpeningAsync(outer).ConfigureAwait(false);
        }

        Forward(outer);
        int left = KeepLive(units, count);
        while (left > 0)
        {
            for (int index = 0; index < left; index++)
            {
                UnitWire unit = live[index];
                unit.NextTurn();
                while (unit.IsLive && !unit.HasSpoken)
                {
                    Deliver(unit, await outer.ReceiveAsync(unit.AwaitedWidth).ConfigureAwait(false));
                }
            }

            Forward(outer);
            left = KeepLive(live, left);
        }
    }

    /// <summary>As new, for other units. Those before must have ended.</summary>
    internal void Reset(int count, Func<int, IBitWire, ValueTask> converse)
    {
        int made = units.Length;
        if (count > made)
        {
            Array.Resize(ref units, count);
            live = new UnitWire[count];
            for (int index = made; index < count; index++)
            {
                units[index] = new UnitWire(this, index);
            }
        }

        for (int index = 0; index < Math.Min(count, made); index++)
        {
            units[index].Reset();
        }

        this.count = count;
        this.converse = converse;
    }

    /// <summary>Where a unit's bits go; null while it is not its turn.</summary>
    internal BitWriter? TurnOf(UnitWire unit) => unit == running ? turn : null;

    /// <summary>Whether the turn being read is at this unit.</summary>
    internal bool IsReading(UnitWire unit) => reading && unit == running;

    /// <summary>Values for the unit that is being read, as far as they have come.</summary>
    internal int ReceiveReady(Span<ulong> values, int width) => outer!.ReceiveReady(values, width);

    /// <summary>
    /// Bob's first turn. Some of his units may have spoken before they hear anything: their bits take their place in index order
    /// beside those of units that answer Alice's opening. If none awaits it, Alice has nothing to say to them.
    /// </summary>
    private async ValueTask AnswerOpeningAsync(IBitWire outer)
    {
        BitReader? spokenFirst = null;
        if (turn.Length > 0)
        {
            spokenFirst = new BitReader(turn.ToArray(), turn.Length);
            turn.Clear();
        }

        for (int index = 0; index < count; index++)
        {
            UnitWire unit = units[index];
            for (long rest = unit.SentBits; rest > 0; rest -= 64)
            {
                int width = (int)Math.Min(64, rest);
                turn.Write(spokenFirst!.Read(width), width);
            }

            while (unit.IsLive && !unit.HasSpoken)
            {
                Deliver(unit, await outer.ReceiveAsync(unit.AwaitedWidth).ConfigureAwait(false));
            }
        }
    }

    private void StartAll()
    {
        for (int index = 0; index < count; index++)
        {
            running = units[index];
            running.Start(converse(index, running));
        }

        running = null;
    }

    private void Deliver(UnitWire unit, ulong value)
    {
        running = unit;
        reading = true;
        unit.Deliver(value);
        running = null;
        reading = false;
    }

    /// <summary>Puts the units that have not ended at the head of those that are live, in order.</summary>
    private int KeepLive(UnitWire[] among, int count)
    {
        int kept = 0;
        for (int index = 0; index < count; index++)
        {
            UnitWire unit = among[index];
            if (unit.IsLive)
            {
                live[kept++] = unit;
            }
        }

        return kept;
    }

    private void Forward(IBitWire outer)
    {
        if (turn.Length > 0)
        {
            outer.SendAll(turn);
            turn.Clear();
        }
    }

    private UnitWire Unit(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        return units[index];
    }
}
