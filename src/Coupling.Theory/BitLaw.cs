namespace Coupling.Theory;

/// <summary>Expected payload bits per round, in each direction.</summary>
/// <param name="AliceToBob">Bits that Alice sends.</param>
/// <param name="BobToAlice">Bits that Bob sends.</param>
public readonly record struct BitLaw(double AliceToBob, double BobToAlice)
{
    /// <summary>Bits in both directions together.</summary>
    public double Total => AliceToBob + BobToAlice;
}
