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
public sealed class Lockstep
{
    private readonly UnitWire[] units;
    private readonly Func<int, IBitWire, ValueTask> converse;
    private readonly BitWriter turn = new();

    /// <param name="count">k.</param>
    /// <param name="converse">Starts unit 0..k−1 on its wire. It may wait for nothing but that wire.</param>
    public Lockstep(int count, Func<int, IBitWire, ValueTask> converse)
    {
        units = new UnitWire[count];
        this.converse = converse;
        for (int index = 0; index < count; index++)
        {
            units[index] = new UnitWire(index);
        }
    }

    /// <summary>Payload bits that a unit has sent.</summary>
    public long SentBits(int unit) => units[unit].SentBits;

    /// <summary>Payload bits that a unit has received.</summary>
    public long ReceivedBits(int unit) => units[unit].ReceivedBits;

    /// <summary>Conducts all units to their end over <paramref name="outer"/>.</summary>
    /// <exception cref="WireProtocolException">The other side did not keep the protocol.</exception>
    public async ValueTask RunAsync(Role role, IBitWire outer)
    {
        ArgumentNullException.ThrowIfNull(outer);
        if (role == Role.Alice)
        {
            StartAll(_ => turn);
        }
        else
        {
            await AnswerOpeningAsync(outer).ConfigureAwait(false);
        }

        Forward(outer);
        List<UnitWire> live = [.. units.Where(unit => unit.IsLive)];
        while (live.Count > 0)
        {
            foreach (UnitWire unit in live)
            {
                unit.NextTurn();
                await FeedAsync(unit, outer).ConfigureAwait(false);
            }

            Forward(outer);
            live.RemoveAll(unit => !unit.IsLive);
        }
    }

    /// <summary>
    /// Bob's first turn. Some of his units may speak before they hear anything: their bits take their place in index order
    /// beside those of units that answer Alice's opening. If none awaits it, Alice has nothing to say to them.
    /// </summary>
    private async ValueTask AnswerOpeningAsync(IBitWire outer)
    {
        var spokenFirst = new BitWriter?[units.Length];
        StartAll(index => spokenFirst[index] = new BitWriter(8));
        for (int index = 0; index < units.Length; index++)
        {
            await FeedAsync(units[index], outer).ConfigureAwait(false);
            if (spokenFirst[index] is { Length: > 0 } bits)
            {
                turn.Append(bits);
            }
        }
    }

    private void StartAll(Func<int, BitWriter> sinkOf)
    {
        for (int index = 0; index < units.Length; index++)
        {
            UnitWire unit = units[index];
            unit.Sink = sinkOf(index);
            unit.Start(converse(index, unit));
            unit.Sink = null;
        }
    }

    private async ValueTask FeedAsync(UnitWire unit, IBitWire outer)
    {
        unit.Sink = turn;
        while (unit.IsLive && !unit.HasSpoken)
        {
            unit.Deliver(await outer.ReceiveAsync(unit.AwaitedWidth).ConfigureAwait(false));
        }

        unit.Sink = null;
    }

    private void Forward(IBitWire outer)
    {
        outer.SendAll(turn);
        turn.Clear();
    }
}
