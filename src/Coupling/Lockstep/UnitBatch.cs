using Coupling.Bits;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Lockstep;

/// <summary>Cuts a batch of rounds into the units of a protocol.</summary>
public static class UnitBatch
{
    /// <summary>The runner of one party's side of a batch.</summary>
    /// <param name="role">Whose side.</param>
    /// <param name="protocol">Says how long a unit is.</param>
    /// <param name="conversation">That party's side of it.</param>
    /// <param name="rounds">Begins at a multiple of the unit's length; only the last unit may be cut short.</param>
    /// <param name="samples">Gets one sample per round.</param>
    /// <param name="settings">Gets the settings of an adaptive mode.</param>
    /// <param name="over">A runner of that role whose batch is over, to be used again; null for a new one.</param>
    public static BatchRunner Create(
        Role role,
        ConversingProtocol protocol,
        IConversation conversation,
        RoundRange rounds,
        Memory<int> samples,
        SettingTally? settings = null,
        BatchRunner? over = null)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(conversation);
        int length = protocol.UnitRounds;
        if (rounds.First % length != 0)
        {
            throw new ArgumentException($"Round {rounds.First} is not the start of a unit of {length} rounds.", nameof(rounds));
        }

        int units = (rounds.Count + length - 1) / length;
        if (conversation is IBatchConversation whole && length == 1)
        {
            if (over is null)
            {
                return new BatchRunner(role, units, ConverseAtOnce);
            }

            over.Reset(units, ConverseAtOnce);
            return over;

            ValueTask ConverseAtOnce(BatchWire wire) => whole.ConverseAsync(rounds, samples, wire);
        }

        SettingTally tally = settings ?? new SettingTally();
        if (over is null)
        {
            return new BatchRunner(role, units, Converse);
        }

        over.Reset(units, Converse);
        return over;

        ValueTask Converse(int index, IBitWire wire)
        {
            int start = index * length;
            int count = Math.Min(length, rounds.Count - start);
            var unit = new Unit(new RoundRange(rounds.First + start, count), samples.Slice(start, count), tally);
            return conversation.ConverseAsync(unit, wire);
        }
    }
}
