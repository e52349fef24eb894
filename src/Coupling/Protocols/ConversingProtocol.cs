using System.Globalization;

namespace Coupling.Protocols;

/// <summary>A mode in which the parties speak.</summary>
public abstract class ConversingProtocol : Protocol
{
    /// <summary>G: how many rounds it conducts as a whole; a power of two.</summary>
    public virtual int UnitRounds => 1;

    /// <summary>
    /// Whether a party may hold the conversation several times at once, each time some of the batches: nothing is said before the first
    /// round, and no unit leaves anything behind for another.
    /// </summary>
    public virtual bool IsDivisible => false;

    /// <summary>
    /// The bits of the longest stretch of fixed width that a party says in one turn of a unit; 0 if there is none. It decides
    /// how many units share a frame (<see cref="Lockstep.BatchLimits"/>), so it depends on what both parties know.
    /// </summary>
    /// <param name="alphabetSize">n, 1..2^20.</param>
    public abstract long LargestMessageBits(int alphabetSize);

    /// <summary>
    /// What Alice says at the least until the first unit is over, setup included, where a mode opens with something long; 0 else. On a
    /// slow link a mode is not begun whose time would not do for that.
    /// </summary>
    /// <param name="alphabetSize">n, 1..2^20.</param>
    public virtual long OpeningBits(int alphabetSize) => 0;

    /// <summary>The most payload bits of a unit, both directions summed; null if the mode promises none.</summary>
    /// <param name="rounds">Of the unit, 1..<see cref="UnitRounds"/>.</param>
    public virtual long? UnitCap(int rounds) => null;

    /// <summary>An adaptive mode's public setting in words, for results.</summary>
    /// <param name="setting">As in <see cref="SettingTally"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mode has no such setting.</exception>
    public virtual string SettingText(long setting) => setting.ToString(CultureInfo.InvariantCulture);

    /// <summary>The conversation as the party of <paramref name="party"/>'s role holds it.</summary>
    public abstract IConversation Open(PartyContext party);
}
