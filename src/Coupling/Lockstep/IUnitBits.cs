namespace Coupling.Lockstep;

/// <summary>What the units of a batch have said and heard.</summary>
internal interface IUnitBits
{
    /// <summary>Payload bits that a unit has sent.</summary>
    long SentBits(int unit);

    /// <summary>Payload bits that a unit has received.</summary>
    long ReceivedBits(int unit);
}
