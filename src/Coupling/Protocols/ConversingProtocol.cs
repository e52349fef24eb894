namespace Coupling.Protocols;

/// <summary>A mode in which the parties speak.</summary>
public abstract class ConversingProtocol : Protocol
{
    /// <summary>G: how many rounds it conducts as a whole; a power of two.</summary>
    public virtual int UnitRounds => 1;

    /// <summary>The conversation as the party of <paramref name="party"/>'s role holds it.</summary>
    public abstract IConversation Open(PartyContext party);
}
